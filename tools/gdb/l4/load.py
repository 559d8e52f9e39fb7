# load.py -- makes the commands `l4 ...` known to GDB: source tools/gdb/l4/load.py

import sys
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is written outside build/
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import l4  # noqa: E402, F401
