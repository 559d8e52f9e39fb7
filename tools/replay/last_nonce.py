"""last_nonce.py -- the words that make the grader repeat a claim with the numbers of the last make grade.

Usage: last_nonce.py CLAIM      (in the root of the tree)
Prints "--nonce 0123456789ABCDEF", or nothing if the claim was not graded.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    try:
        graded = json.loads(Path("build/grade.json").read_text())
        tests = [test for lab in graded["labs"] for test in lab["tests"] if test["name"] == sys.argv[1]]
    except (OSError, ValueError, KeyError):
        return
    if tests and tests[0].get("nonce"):
        print("--nonce", tests[0]["nonce"])


if __name__ == "__main__":
    main()
