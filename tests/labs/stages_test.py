# stages_test.py -- each stage of a lab can be completed with its own holes: a starter in which the
# holes of the stages up to one are filled earns all points of these stages.

import shutil
import unittest

from holes import fill, holes_of_tree
from mutants import grade
from start import lab_descriptions
from starter_test import GRADER, TRIED, TREE, make_starter

BUILD = TREE / "build/tests/stages"
LABS = lab_descriptions(TREE)


def holes_of_stage(lab: dict, index: int) -> list[str]:
    """Names of a stage's holes. One that names no stage belongs to the first."""
    name, first = lab["stages"][index]["name"], lab["stages"][0]["name"]
    return [hole["name"] for hole in lab["holes"] if hole.get("stage", first) == name]


class Stages(unittest.TestCase):
    """Stage by stage, as a student goes."""

    def test_each_stage_needs_only_its_own_holes_and_earlier_ones(self):
        reference = {name: hole.body for name, (_, hole) in holes_of_tree(TREE).items()}
        for number, lab in ((number, LABS[number]) for number in TRIED):
            tree = BUILD / f"lab{number}"
            shutil.rmtree(tree, ignore_errors=True)
            made = make_starter(number, tree)
            self.assertEqual(made.returncode, 0, made.stderr)
            for index, stage in enumerate(lab["stages"]):
                fill(tree, {name: reference[name] for name in holes_of_stage(lab, index)})
                claims = {claim["name"] for done in lab["stages"][:index + 1]
                          for claim in done["claims"]}
                with self.subTest(lab=number, stage=stage["name"]):
                    tests = grade(GRADER, tree, number)["tests"]
                    missed = {test["name"]: test.get("saw", "") for test in tests
                              if test["name"] in claims and test["status"] != "passed"}
                    self.assertEqual(missed, {})
