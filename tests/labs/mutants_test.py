# mutants_test.py -- what counts as a wrong solution that was found, and what does not.

import tempfile
import unittest
from pathlib import Path

from holes import HoleError
from mutants import Variant, mutant, summary


def graded(kind: str, points: int, failed: list[str], build_error: str = "") -> Variant:
    """A variant of a lab worth 10 points, whose mutant should fail at a.b."""
    tests = [{"name": name, "status": "failed"} for name in failed]
    return Variant(1, "x", kind, {}, "a.b", {"points": points, "max_points": 10, "tests": tests,
                                             "build_error": build_error})


class Mutants(unittest.TestCase):
    """Verdicts over the grader."""

    def test_a_mutant_dies_at_the_claim_that_it_names(self):
        self.assertEqual(graded("mutant", 7, ["a.b", "a.c"]).problem(), "")

    def test_survivors_and_accidents_are_problems(self):
        self.assertIn("survived", graded("mutant", 10, []).problem())
        self.assertIn("a.b did not fail", graded("mutant", 7, ["a.c"]).problem())
        self.assertIn("does not build", graded("mutant", 0, ["a.b"], "error").problem())

    def test_a_liar_must_get_nothing_and_the_reference_everything(self):
        self.assertEqual(graded("liar", 0, ["a.b"]).problem(), "")
        self.assertIn("got 1 points", graded("liar", 1, ["a.b"]).problem())
        self.assertIn("got 1 points", graded("forger", 1, ["a.b"]).problem())
        self.assertEqual(graded("reference", 10, []).problem(), "")
        self.assertIn("9 of 10", graded("reference", 9, ["a.c"]).problem())
        self.assertIn("9 of 10", graded("alternative", 9, ["a.c"]).problem())

    def test_summary_counts_survivors(self):
        lab = summary([graded("mutant", 7, ["a.b"]), graded("mutant", 10, []),
                       graded("liar", 2, [])])["labs"][0]
        self.assertEqual((lab["mutants"], lab["killed"], lab["liar_points"]), (2, 1, 2))

    def test_a_mutant_must_name_its_claim(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "m.cpp"
            file.write_text("// LAB 1 BEGIN a: b\n// LAB 1 END\n")
            with self.assertRaisesRegex(HoleError, "is needed"):
                mutant(1, file)
