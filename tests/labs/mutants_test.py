# mutants_test.py -- what counts as a wrong solution that was found, and what does not.

import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from faults import FaultError
from kill_matrix import page
from kept_grades import KeptGrades
from mutants import (MOST_NEVER_ALONE, Variant, broad_first, copy_tree, mutants_of, never_alone,
                     part_of, problems_of_claims, reference_of, summary, variants_of, with_rows_of)
from start import lab_descriptions

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "grading/mutants.schema.json").read_text())
TYPES = {"object": dict, "array": list, "string": str, "integer": int}


def graded(kind: str, points: int, failed: list[str], build_error: str = "") -> Variant:
    """A variant of a lab worth 10 points, whose mutant should fail at a.b."""
    tests = [{"name": name, "status": "failed"} for name in failed]
    return Variant(1, "x", kind, {}, "a.b", "adds <1>",
                   {"points": points, "max_points": 10, "tests": tests, "build_error": build_error})


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

    def test_a_claim_that_needs_a_failed_one_has_found_it_too(self):
        variant = graded("mutant", 7, ["a.a"])
        for status, is_found in (("not_run", True), ("passed", False)):
            variant.grade["tests"][1:] = [{"name": "a.b", "status": status}]
            self.assertEqual(variant.problem() == "", is_found)

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

    def test_a_located_mutant_is_one_whose_hole_is_named_first(self):
        variant = graded("mutant", 7, ["a.b", "a.c"])
        variant.bodies = {"count": []}
        for holes, located in ((["count", "other"], 1), (["other", "count"], 0)):
            for test, hole in zip(variant.grade["tests"], holes):
                test["hole"] = hole
            self.assertEqual(summary([variant])["labs"][0]["located"], located)

    def test_a_report_that_names_another_hole_is_told(self):
        variant = graded("mutant", 7, ["a.b"])
        variant.bodies = {"count": []}
        self.assertEqual(summary([variant])["labs"][0]["misled"], {"x": ""})
        variant.grade["tests"][0]["hole"] = "other"
        self.assertEqual(summary([variant])["labs"][0]["misled"], {"x": "other"})
        self.assertIn("x (other)", page(summary([variant])))

    def test_a_lab_may_have_three_claims_that_find_nothing_alone(self):
        claims = ["a.a", "a.b", "a.c", "a.d", "a.e"]
        self.assertEqual(never_alone(claims, [["a.a"], ["a.b", "a.c"], ["a.e"], []]),
                         ["a.b", "a.c", "a.d"])
        for kills, problems in (([["a.a"], ["a.b"]], 0), ([["a.a"], ["a.b", "a.c"]], 1)):
            idle = never_alone(claims, kills)
            found = problems_of_claims({"lab": 1, "never_alone": idle})
            self.assertEqual(len(found), problems)
        self.assertIn("4 claims", found[0])
        self.assertIn("a.c", found[0])

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

    def test_the_matrix_says_what_a_mutant_does_wrong(self):
        self.assertIn('title="adds &lt;1&gt;"', page(summary([graded("mutant", 7, ["a.b"])])))

    def test_parts_make_the_whole(self):
        variants = [Variant(lab, str(i), kind, {}) for lab in (1, 2)
                    for i, kind in enumerate(["reference", "liar"] + ["mutant"] * 7)]
        tried = [variant for part in range(4) for variant in part_of(variants, part, 4)]
        self.assertEqual({id(variant) for variant in tried}, {id(variant) for variant in variants})
        self.assertEqual(len(tried), 14 + 4 * 4)

    def test_every_claim_is_tried_before_one_is_tried_again(self):
        variants = [Variant(1, name, "mutant", {}, name[0]) for name in ("a1", "a2", "b1")]
        liar = Variant(1, "liar", "liar", {})
        self.assertEqual([variant.name for variant in broad_first([*variants, liar])],
                         ["liar", "a1", "b1", "a2"])

    def test_a_mutant_is_the_reference_with_a_fault(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a.faults").write_text(
                "fault: m\nhole: count\nbug: b\nkilled by: a.b\n- ++n;\n+ --n;\n")
            found, = mutants_of(Path(folder), 1, {"count": ["    ++n;", "    return n;"]})
            self.assertEqual(found.bodies, {"count": ["    --n;", "    return n;"]})
            self.assertEqual((found.name, found.fails, found.bug), ("m", "a.b", "b"))
            with self.assertRaisesRegex(FaultError, 'no hole "count"'):
                mutants_of(Path(folder), 1, {})

    def test_a_forger_stands_in_all_holes_of_its_language(self):
        tree = Path(__file__).resolve().parents[2]
        for lab, forged in ((5, {"ends_the_run", "goes_to_the_end", "moves_the_stack", "writes_the_log"}),
                            (11, {"answers_by_itself", "ends_the_run", "stops_the_counting",
                                  "writes_the_log"})):
            description = lab_descriptions(tree)[lab]
            found = [variant for variant in variants_of(next(tree.glob(f"labs/lab{lab:02}-*")),
                                                        description, reference_of(tree))
                     if variant.kind == "forger"]
            self.assertEqual({variant.name for variant in found}, forged)
            for variant in found:
                self.assertEqual(len(variant.bodies), len(description["holes"]))

    def test_no_mutant_of_this_tree_is_stale_and_nearly_every_claim_has_one(self):
        tree = Path(__file__).resolve().parents[2]
        reference = reference_of(tree)
        for lab, description in lab_descriptions(tree).items():
            folder = next(tree.glob(f"labs/lab{lab:02}-*"))
            named = {mutant.fails for mutant in mutants_of(folder / "mutants", lab, reference)}
            claims = {claim["name"] for stage in description["stages"]
                      for claim in stage["claims"]}
            self.assertLessEqual(named, claims, f"lab {lab}: there is no such claim")
            without = sorted(claims - named)
            self.assertLessEqual(len(without), MOST_NEVER_ALONE,
                                 f"lab {lab}: claims without a wrong solution: {without}")

    def test_a_grade_is_kept_until_something_changes(self):
        grade = {"points": 1, "max_points": 2, "title": "x",
                 "tests": [{"name": "a.b", "status": "failed", "hole": "h", "saw": "0"}]}
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder)
            for file in ("kernel/a.cpp", "labs/lab01-x/claims.cpp", "labs/lab02-y/claims.cpp",
                         "labs/lab01-x/mutants/a.faults", "handouts/01.md"):
                (tree / file).parent.mkdir(parents=True, exist_ok=True)
                (tree / file).write_text("a")
            (tree / ".gitignore").write_text("build/\n")
            subprocess.run(["git", "init", "-q", str(tree)], check=True)
            KeptGrades(tree, {1}).keep(1, "m", {"count": ["++n;"]}, grade)

            def kept(body: str = "++n;") -> dict | None:
                return KeptGrades(tree, {1}).find(1, "m", {"count": [body]})
            self.assertEqual(kept()["tests"], [{"name": "a.b", "status": "failed", "hole": "h"}])
            self.assertIsNone(kept("--n;"))
            for file, counts in (("labs/lab02-y/claims.cpp", False), ("handouts/01.md", False),
                                 ("labs/lab01-x/mutants/a.faults", False),
                                 ("labs/lab01-x/claims.cpp", True), ("kernel/a.cpp", True)):
                (tree / file).write_text("b")
                self.assertEqual(kept() is None, counts, file)
                (tree / file).write_text("a")

    def test_a_copied_tree_holds_nothing_more(self):
        with tempfile.TemporaryDirectory() as folder:
            tree, copy = Path(folder) / "tree", Path(folder) / "copy"
            (tree / "kernel").mkdir(parents=True)
            (tree / "kernel/a.cpp").write_text("a")
            (copy / "build").mkdir(parents=True)
            (copy / "build/a.o").write_text("built")
            (copy / "gone.cpp").write_text("b")
            subprocess.run(["git", "init", "-q", str(tree)], check=True)
            copy_tree(tree, copy)
            self.assertEqual(sorted(str(file.relative_to(copy)) for file in copy.rglob("*")
                                    if file.is_file()), ["build/a.o", "kernel/a.cpp"])

    def test_what_was_wrong_in_a_copied_tree_is_compiled_again(self):
        with tempfile.TemporaryDirectory() as folder:
            tree, copy = Path(folder) / "tree", Path(folder) / "copy"
            tree.mkdir()
            (tree / "a.cpp").write_text("right")
            subprocess.run(["git", "init", "-q", str(tree)], check=True)
            copy_tree(tree, copy)
            self.assertEqual((copy / "a.cpp").stat().st_mtime_ns, (tree / "a.cpp").stat().st_mtime_ns)
            (copy / "a.cpp").write_text("wrong")  # by a run that was killed
            (copy / "a.o").write_text("compiled")
            copy_tree(tree, copy)
            self.assertEqual((copy / "a.cpp").read_text(), "right")
            self.assertGreater((copy / "a.cpp").stat().st_mtime_ns, (tree / "a.cpp").stat().st_mtime_ns)
