# isolation_test.py -- a claim fails: is it this lab's fault, or that of a lab before?

import json
import shutil
import subprocess
import unittest
from pathlib import Path

from fill import bodies_from
from holes import fill
from mutants import mutants_of, reference_of
from start import write_starter

TREE = Path(__file__).resolve().parents[2]
STUDENT = TREE / "build/tests/isolation"
GRADER = TREE / "build/grading/kumquat-grade"


def grade_with(lab: int, fault: str, claim: str) -> dict:
    """One claim of lab 5, for a student whose tree is right but for a fault in one lab."""
    folder = next(TREE.glob(f"labs/lab{lab:02}-*/mutants"))
    wrong, = [variant for variant in mutants_of(folder, lab, reference_of(TREE))
              if variant.name == fault]
    shutil.rmtree(STUDENT, ignore_errors=True)
    write_starter(TREE, 5, STUDENT, None)
    fill(STUDENT, bodies_from(TREE) | wrong.bodies)
    done = subprocess.run([GRADER, "--tree", STUDENT, "--reference", TREE, "--lab", "5", "--test",
                           claim, "--json"], capture_output=True, text=True, check=False)
    lab_result, = json.loads(done.stdout)["labs"]
    test, = lab_result["tests"]
    return test


class Isolation(unittest.TestCase):
    """Own kernel and reference, one beside the other."""

    def test_an_earlier_lab_is_blamed(self):
        test = grade_with(1, "ticks_only_once", "timeouts.receive_ends_in_time")
        self.assertEqual((test["status"], test["isolated"], test.get("because_of_lab")),
                         ("failed", "passed", 1))

    def test_the_own_lab_is_not_excused(self):
        test = grade_with(5, "loses_the_second_word", "meeting.words_arrive")
        self.assertEqual((test["status"], test["isolated"], test.get("because_of_lab")),
                         ("failed", "failed", None))
        self.assertTrue((STUDENT / test["trace"]).is_file())
