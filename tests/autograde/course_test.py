# course_test.py -- what an instructor adds to a run: students' names, dates, claims that students do not
# have, and a look at each student's own earlier labs.

import csv
import json
import shutil
import subprocess
import unittest

from autograder import AUTOGRADER, TREE, grade, results_in
from closed_course import CLOSED, COURSE, LAB, make_course
from starter_test import make
from submissions_of import Lab, write_zip

HANDED_IN, MARKS = CLOSED / "course-handed-in", CLOSED / "course-marks"
HIDDEN = TREE / "tests/labs/hidden"
ROSTER, DATES = CLOSED / "roster.csv", CLOSED / "course.json"
EARLIER = Lab(3, CLOSED)


class Course(unittest.TestCase):
    """One run with all of it."""

    @classmethod
    def setUpClass(cls):
        built = make("-C", str(TREE), "autograder", f"HIDDEN={HIDDEN}")
        assert built.returncode == 0, built.stderr + built.stdout
        shutil.rmtree(HANDED_IN, ignore_errors=True)
        make_course()
        HANDED_IN.mkdir()
        write_zip(HANDED_IN / "ada.zip", LAB.filled())
        write_zip(HANDED_IN / "bob.zip", EARLIER.empty | LAB.filled())
        write_zip(HANDED_IN / "carol.zip", LAB.mutants()["loses_the_second_word"][0])
        ROSTER.write_text('student,name\nada,"Lovelace, Ada"\nbob,Bob\ncarol,Carol\ndan,Dan\n')
        DATES.write_text(json.dumps({
            "format": "kumquat-course", "version": 1, "late": {"percent_a_day": 10},
            "labs": [{"lab": 5, "due": "2026-03-01T00:00:00Z"}],
            "handed_in": [{"student": student, "lab": 5, "at": f"2026-03-0{day}T00:00:00Z"}
                          for student, day in (("ada", 1), ("bob", 3), ("carol", 1))]}))
        cls.done = cls.run_with("--hidden", str(HIDDEN), "--whole", anew=True)
        cls.results = results_in(MARKS, LAB.number)

    @classmethod
    def run_with(cls, *options: str, anew: bool) -> subprocess.CompletedProcess:
        return grade(HANDED_IN, MARKS, LAB.number, "--roster", str(ROSTER), "--course", str(DATES), *options,
                     anew=anew, tree=COURSE, program=AUTOGRADER.with_name("kumquat-autograde-hidden"))

    def test_hidden_claims_count(self):
        self.assertEqual(self.done.returncode, 0, self.done.stdout + self.done.stderr)
        ada = self.results["ada"]
        self.assertEqual((ada["points"], ada["max_points"]), (LAB.max_points + 3, LAB.max_points + 3))
        self.assertEqual((ada["hidden"]["hidden"], ada["hidden"]["points"]), (True, 3))
        self.assertEqual(self.results["carol"]["hidden"]["points"], 0)

    def test_what_lacks_in_an_earlier_lab_costs_nothing_here_and_is_told(self):
        bob = self.results["bob"]
        self.assertEqual(bob["points"], LAB.max_points + 3, bob["reason"])
        self.assertEqual(bob["whole"]["points"], 0, "he has nothing in lab 3")
        self.assertEqual(self.results["ada"]["whole"]["points"], LAB.max_points)

    def test_the_table_has_names_and_what_lateness_leaves(self):
        with (MARKS / "marks.csv").open(newline="") as file:
            rows = {row["student"]: row for row in csv.DictReader(file)}
        self.assertEqual(rows["ada"]["name"], "Lovelace, Ada")
        self.assertEqual(rows["ada"]["mark"], str(LAB.max_points + 3))
        self.assertEqual((rows["bob"]["days_late"], rows["bob"]["percent_lost"]), ("2", "20"))
        self.assertEqual(float(rows["bob"]["mark"]), (LAB.max_points + 3) * 0.8)
        self.assertEqual(rows["dan"]["status"], "nothing_handed_in")

    def test_a_run_is_for_one_thing(self):
        done = self.run_with(anew=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("HIDDEN=", done.stderr)

    def test_lateness_does_not_stop_to_count(self):
        before = (MARKS / "marks.csv").read_text()
        done = grade(HANDED_IN, MARKS, LAB.number, "--roster", str(ROSTER), anew=False, tree=COURSE)
        self.assertEqual(done.returncode, 2)
        self.assertIn("COURSE=", done.stderr)
        self.assertEqual((MARKS / "marks.csv").read_text(), before)
