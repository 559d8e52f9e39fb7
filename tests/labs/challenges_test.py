# challenges_test.py -- the reference meets its own challenges, and with little room: its figures are
# those that lab.json tells.

import json
import subprocess
import unittest

from start import lab_descriptions
from starter_test import GRADER, TREE

ROOM = 1.1  # other compilers need a little more, or less


def challenges(lab: int) -> list[dict]:
    """What the grader says of the challenges of a lab."""
    run = subprocess.run([GRADER, "--tree", TREE, "--lab", str(lab), "--challenges", "--json"],
                         capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(run.stderr)
    return json.loads(run.stdout)["labs"][0]["tests"]


class Challenges(unittest.TestCase):
    """Claims without points."""

    def test_the_reference_meets_them_with_little_room(self):
        for lab, description in lab_descriptions(TREE).items():
            tests = challenges(lab)
            self.assertEqual([test["name"] for test in tests],
                             [challenge["name"] for challenge in description["challenges"]])
            for test in tests:
                with self.subTest(lab=lab, challenge=test["name"]):
                    self.assertEqual((test["status"], test["max_points"]), ("passed", 0))
                    self.assertLess(test["curve"]["full"], test["curve"]["value"] * ROOM)
