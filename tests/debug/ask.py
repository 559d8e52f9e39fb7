# ask.py -- read by GDB: runs the commands of a file and keeps what each says, errors as well.
# Usage, in GDB: python commands = "FILE"; answers = "FILE"     then: source tests/debug/ask.py

import json
from pathlib import Path

import gdb

said = []
for command in json.loads(Path(commands).read_text()):  # noqa: F821  (set before, see above)
    try:
        said.append(gdb.execute(command, to_string=True))
    except gdb.error as error:
        said.append(f"error: {error}")
Path(answers).write_text(json.dumps(said))  # noqa: F821
