# hidden_test.py -- claims that only the instructor has: a folder beside the tree, given by HIDDEN=.

import json
import shutil
import subprocess
import unittest
from pathlib import Path

from fill import bodies_from
from holes import fill
from mutants import mutants_of, reference_of
from start import write_starter
from starter_test import make

TREE = Path(__file__).resolve().parents[2]
HIDDEN = TREE / "tests/labs/hidden"
STUDENT = TREE / "build/tests/hidden-student"
GRADER = TREE / "build/grading/kumquat-grade-hidden"


def grade_hidden(bodies: dict) -> dict:
    """The hidden claims of lab 5, for a tree with these bodies."""
    fill(STUDENT, bodies)
    done = subprocess.run([GRADER, "--tree", STUDENT, "--hidden", TREE / "build/hidden", "--test",
                           "hidden", "--json"], capture_output=True, text=True, check=False)
    lab, = json.loads(done.stdout)["labs"]
    return lab


class Hidden(unittest.TestCase):
    """A starter whose holes are filled."""

    @classmethod
    def setUpClass(cls):
        built = make("-C", str(TREE), "grader", f"HIDDEN={HIDDEN}")
        assert built.returncode == 0, built.stderr + built.stdout
        shutil.rmtree(STUDENT, ignore_errors=True)
        write_starter(TREE, 5, STUDENT, None)

    def test_right_solutions_pass_and_wrong_ones_do_not(self):
        lab = grade_hidden(bodies_from(TREE))
        self.assertEqual((lab["lab"], lab["hidden"], lab["points"]), (5, True, 3))
        wrong, = [variant for variant in mutants_of(next(TREE.glob("labs/lab05-*/mutants")), 5,
                                                    reference_of(TREE))
                  if variant.name == "loses_the_second_word"]
        lab = grade_hidden(wrong.bodies)
        self.assertEqual(lab["points"], 0)
        self.assertEqual(lab["tests"][0]["hole"], "deliver")

    def test_a_folder_without_claims_is_refused(self):
        done = subprocess.run([GRADER, "--tree", STUDENT, "--hidden", TREE / "handouts"],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("holds no hidden claims", done.stderr)
