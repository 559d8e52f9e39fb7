#!/usr/bin/env python3
# load_test.py -- a mark does not depend on what else the machine has to do.
# Grades the reference again and again while others want the processors, too: each time it must get
# all points. By hand:  python3 -B tests/labs/load_test.py 5 50 8  grades lab 5 fifty times beside eight
# others; with 0 where the host is busy already.

import json
import multiprocessing
import os
import subprocess
import sys
import unittest
from collections.abc import Iterator
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
GRADER = TREE / "build/grading/kumquat-grade"
LAB, TIMES, OTHERS = 5, 2, 2 * (os.cpu_count() or 1)  # in each run of the tests


def burn() -> None:
    """Want a processor, for ever."""
    while True:
        pass


def grade(lab: int) -> dict:
    """What the grader says of the reference."""
    run = subprocess.run([GRADER, "--tree", TREE, "--lab", str(lab), "--json"],
                         capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(run.stderr)
    return json.loads(run.stdout)["labs"][0]


def marks_under_load(lab: int, times: int, others: int) -> Iterator[str]:
    """Grade while others are at work.
    \\return  for each grading what was missing; empty if nothing"""
    burners = [multiprocessing.Process(target=burn, daemon=True) for _ in range(others)]
    for burner in burners:
        burner.start()
    try:
        for _ in range(times):
            marks = grade(lab)
            failed = [test["name"] for test in marks["tests"] if test["status"] != "passed"]
            yield "" if marks["points"] == marks["max_points"] else ", ".join(failed)
    finally:
        for burner in burners:
            burner.kill()


class Load(unittest.TestCase):
    """The verdict is the machine's that is under test, not the host's."""

    def test_the_reference_has_all_points_however_busy_the_host_is(self):
        self.assertEqual(list(marks_under_load(LAB, TIMES, OTHERS)), [""] * TIMES)


def main() -> int:
    """0: all points each time; 1: not; 2: wrong words."""
    if len(sys.argv) != 4:
        print("usage: load_test.py LAB TIMES OTHERS", file=sys.stderr)
        return 2
    lab, times, others = (int(word) for word in sys.argv[1:])
    full = 0
    for number, missing in enumerate(marks_under_load(lab, times, others), start=1):
        full += not missing
        print(f"lab {lab}: {full} of {number} times all points{missing and '; missing: '}{missing}",
              flush=True)
    return 0 if full == times else 1


if __name__ == "__main__":
    sys.exit(main())
