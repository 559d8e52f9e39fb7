#!/usr/bin/env python3
# run.py -- runs test files and writes the line "N passed, N failed" that `make test` reads.
# Usage: run.py TEST.py... RESULT.txt

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/start"))
sys.path[:0] = [str(Path(__file__).resolve().parents[1] / folder) for folder in ("labs", "debug")]


def main() -> int:
    """0: all passed."""
    *files, result_file = sys.argv[1:]
    suite = unittest.TestSuite(
        unittest.defaultTestLoader.loadTestsFromName(Path(file).stem) for file in files)
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors)
    skipped = len(result.skipped)
    counts = f"{result.testsRun - failed - skipped} passed, {failed} failed"
    Path(result_file).write_text(counts + (f", {skipped} skipped" if skipped else "") + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
