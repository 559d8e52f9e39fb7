# mutants_test.py -- what counts as a wrong solution that was found, and what does not.

import json
import re
import tempfile
import unittest
from pathlib import Path

from holes import HoleError
from kill_matrix import page
from mutants import Variant, mutant, summary, with_rows_of

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "grading/mutants.schema.json").read_text())
TYPES = {"object": dict, "array": list, "string": str, "integer": int}


def graded(kind: str, points: int, failed: list[str], build_error: str = "") -> Variant:
    """A variant of a lab worth 10 points, whose mutant should fail at a.b."""
    tests = [{"name": name, "status": "failed"} for name in failed]
    return Variant(1, "x", kind, {}, "a.b", {"points": points, "max_points": 10, "tests": tests,
                                             "build_error": build_error})


def breaks(value, schema: dict, where: str = "") -> str:
    """Where a value does not follow a schema, of the few words that ours uses; empty if it does."""
    if "const" in schema:
        return "" if value == schema["const"] else where
    if not isinstance(value, TYPES[schema["type"]]):
        return where
    if isinstance(value, int) and value < schema.get("minimum", value):
        return where
    if isinstance(value, list):
        return next(filter(None, (breaks(item, schema["items"], f"{where}[]") for item in value)), "")
    if isinstance(value, dict):
        known, more = schema.get("properties", {}), schema.get("additionalProperties", {})
        if not set(schema.get("required", [])) <= set(value) or (more is False and set(value) - set(known)):
            return where or "top"
        return next(filter(None, (breaks(item, known.get(key, more), f"{where}.{key}")
                                  for key, item in value.items())), "")
    return ""


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

    def test_the_result_follows_its_schema(self):
        result = summary([graded("mutant", 7, ["a.b"]), graded("liar", 0, [])])
        self.assertEqual(breaks(result, SCHEMA), "")
        result["labs"][0]["liar_points"] = "none"
        self.assertEqual(breaks(result, SCHEMA), ".labs[].liar_points")
        del result["labs"][0]["liar_points"]
        self.assertEqual(breaks(result, SCHEMA), ".labs[]")

    def test_rows_of_other_labs_stay(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "mutants.json"
            one = summary([graded("mutant", 7, ["a.b"])])
            other = json.loads(json.dumps(one).replace('"lab": 1', '"lab": 5'))
            self.assertEqual(with_rows_of(one, file), one)
            file.write_text(json.dumps(other))
            self.assertEqual([row["lab"] for row in with_rows_of(one, file)["labs"]], [1, 5])

    def test_the_matrix_shows_who_was_alone(self):
        text = page(summary([graded("mutant", 7, ["a.b"])]))
        self.assertEqual(len(re.findall('class="alone"', text)), 1)
        text = page(summary([graded("mutant", 7, ["a.b", "a.c"])]))
        self.assertEqual(len(re.findall('class="one"', text)), 2)

    def test_a_mutant_must_name_its_claim(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "m.cpp"
            file.write_text("// LAB 1 BEGIN a: b\n// LAB 1 END\n")
            with self.assertRaisesRegex(HoleError, "is needed"):
                mutant(1, file)
