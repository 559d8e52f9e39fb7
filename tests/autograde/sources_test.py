# sources_test.py -- what students write reaches a compiler, a linker and a machine. Right and wrong
# solutions get the marks that they deserve, and hostile ones harm nobody.

import re
import shutil
import unittest

from attacks import ATTACKS, SECRETS
from autograder import OUT, grade, results_in
from submissions_of import Lab, write_folder, write_tar, write_zip

HANDED_IN = OUT / "sources"
MARKS = OUT / "sources-marks"
LAB = Lab(5, OUT)


class Sources(unittest.TestCase):
    """One run: some honest submissions, and all attacks between them."""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(HANDED_IN, ignore_errors=True)
        HANDED_IN.mkdir(parents=True)
        mutants = LAB.mutants()
        cls.mutant, (wrong, cls.claim) = sorted(mutants.items())[0]
        write_zip(HANDED_IN / "right.zip", LAB.filled(), "lab5/")
        write_tar(HANDED_IN / "mutant.tar.xz", wrong, mode="w:xz")
        write_folder(HANDED_IN / "starter", LAB.empty)
        for name, attack in ATTACKS.items():
            write_zip(HANDED_IN / f"{name}.zip", attack.files(LAB))
        cls.done = grade(HANDED_IN, MARKS, LAB.number)
        cls.results = results_in(MARKS, LAB.number)

    @classmethod
    def tearDownClass(cls):
        rows = [f"{name:<26} {cls.results[name]['tier']:<11} {cls.results[name]['status']:<15} {attack.stops}"
                for name, attack in ATTACKS.items()]
        print("\n" + "\n".join(rows))

    def mark(self, student: str) -> tuple[str, int]:
        result = self.results[student]
        return result["status"], result["points"]

    def test_the_right_solution_gets_all(self):
        self.assertEqual(self.mark("right"), ("graded", LAB.max_points), self.results["right"]["reason"])

    def test_a_wrong_one_fails_where_it_is_wrong(self):
        status, points = self.mark("mutant")
        failed = [test["name"] for test in self.results["mutant"]["grade"]["tests"]
                  if test["status"] == "failed"]
        self.assertEqual(status, "graded")
        self.assertLess(points, LAB.max_points)
        self.assertIn(self.claim, failed)

    def test_an_empty_one_gets_nothing(self):
        self.assertEqual(self.mark("starter"), ("graded", 0))

    def test_each_attack_gets_its_mark(self):
        for name, attack in ATTACKS.items():
            with self.subTest(name):
                points = LAB.max_points if attack.is_right else 0
                self.assertEqual(self.mark(name), (attack.status, points),
                                 self.results[name]["reason"])

    def test_no_secret_comes_out(self):
        for name in ATTACKS:
            text = (MARKS / f"results/lab05/{name}.json").read_text()
            for secret in SECRETS:
                self.assertIsNone(re.search(secret, text), f"{name} shows {secret}")

    def test_everything_was_graded(self):
        self.assertEqual(self.done.returncode, 0, self.done.stdout + self.done.stderr)
