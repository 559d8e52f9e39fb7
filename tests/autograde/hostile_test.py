# hostile_test.py -- what students hand in reaches an archive reader, a compiler, a linker and a machine.
# Right and wrong solutions get the marks that they deserve, and hostile ones harm nobody, at both
# tiers of the sandbox. `make test` tries a part of the sources at each tier, `make autograde-hostile` all.

import os
import re
import shutil
import unittest

import archive_attacks
from attack_table import write_table
from attacks import FOOTPRINT, SECRETS, Attack, attacks_on
from autograder import grade, results_in
from closed_course import CLOSED, COURSE, LAB, make_course
from submissions_of import write_bundle, write_folder, write_tar, write_zip

# All sources take minutes: HOSTILE_PART of HOSTILE_PARTS are tried (autograde.mk).
PART, PARTS = (int(os.environ.get(key, default))
               for key, default in (("HOSTILE_PART", "0"), ("HOSTILE_PARTS", "1")))


def student_of(archive: str) -> str:
    """Whose an attack by an archive is."""
    return "archive_" + archive.removesuffix(".tar.gz").removesuffix(".zip").removesuffix(".bundle")


class Hostile:
    """One run at one tier: some honest submissions, and all attacks between them."""

    tier = ""
    shift = 0  # of the part, so that two tiers together try more

    @classmethod
    def setUpClass(cls):
        cls.handed_in, cls.marks = CLOSED / f"hostile-{cls.tier}", CLOSED / f"hostile-{cls.tier}-marks"
        shutil.rmtree(cls.handed_in, ignore_errors=True)
        FOOTPRINT.unlink(missing_ok=True)
        make_course()
        cls.handed_in.mkdir()
        wrong, cls.claim = sorted(LAB.mutants().items())[0][1]
        write_zip(cls.handed_in / "right.zip", LAB.filled(), "lab5/")
        write_bundle(cls.handed_in / "right_bundle.bundle", LAB.filled())
        write_bundle(cls.handed_in / "right_branch.bundle", LAB.filled(), refs=("one",))
        write_tar(cls.handed_in / "mutant.tar.xz", wrong, mode="w:xz")
        write_folder(cls.handed_in / "starter", LAB.empty)
        everything = sorted(attacks_on(COURSE, cls.marks).items())
        cls.attacks: dict[str, Attack] = dict(everything[(PART + cls.shift) % PARTS::PARTS])
        for name, files in LAB.forged().items():
            write_zip(cls.handed_in / f"forger_{name}.zip", files)
        for name, attack in cls.attacks.items():
            write_zip(cls.handed_in / f"{name}.zip", attack.files(LAB))
        for name, (write, _) in archive_attacks.ATTACKS.items():
            write(cls.handed_in / f"archive_{name}")
        cls.done = grade(cls.handed_in, cls.marks, LAB.number, "--tier", cls.tier, tree=COURSE)
        if "does not work here" in cls.done.stderr:
            raise unittest.SkipTest(cls.done.stderr)
        assert cls.done.returncode in (0, 1), cls.done.stderr
        cls.results = results_in(cls.marks, LAB.number)

    @classmethod
    def tearDownClass(cls):
        stops = {f"forger_{name}": "its own mistake: see labs/*/mutants/forgers" for name in LAB.forged()}
        stops |= {name: attack.stops for name, attack in cls.attacks.items()}
        stops |= {student_of(name): f"the archive reader: {reason}"
                  for name, (_, reason) in archive_attacks.ATTACKS.items()}
        write_table("hostile", [(name, cls.results[name]["tier"], cls.results[name]["status"], text)
                                for name, text in sorted(stops.items())])

    def mark(self, student: str) -> tuple[str, int]:
        result = self.results[student]
        return result["status"], result["points"]

    def test_right_solutions_get_all(self):
        for student in ("right", "right_bundle", "right_branch"):
            self.assertEqual(self.mark(student), ("graded", LAB.max_points), self.results[student]["reason"])

    def test_a_wrong_one_fails_where_it_is_wrong(self):
        status, points = self.mark("mutant")
        failed = [test["name"] for test in self.results["mutant"]["grade"]["tests"]
                  if test["status"] == "failed"]
        self.assertEqual(status, "graded")
        self.assertLess(points, LAB.max_points)
        self.assertIn(self.claim, failed)

    def test_an_empty_one_gets_nothing(self):
        self.assertEqual(self.mark("starter"), ("graded", 0))

    def test_each_source_gets_its_mark(self):
        for name, attack in self.attacks.items():
            with self.subTest(name):
                self.assertEqual(self.mark(name), attack.mark(LAB, self.tier), self.results[name]["reason"])

    def test_forgers_get_nothing(self):
        for name in LAB.forged():
            with self.subTest(name):
                self.assertEqual(self.mark(f"forger_{name}"), ("graded", 0))

    def test_each_archive_is_rejected_for_its_reason(self):
        for name, (_, reason) in archive_attacks.ATTACKS.items():
            with self.subTest(name):
                student = student_of(name)
                self.assertEqual(self.mark(student), ("rejected", 0))
                self.assertRegex(self.results[student]["reason"], reason)
                self.assertTrue(self.results[student]["reason"].isprintable())

    def test_no_secret_comes_out_and_nothing_runs_outside(self):
        for name in self.attacks:
            text = (self.marks / f"results/lab05/{name}.json").read_text()
            for secret in SECRETS:
                self.assertIsNone(re.search(secret, text), f"{name} shows {secret}")
        self.assertFalse(FOOTPRINT.exists())

    def test_everything_was_graded_and_has_a_line(self):
        self.assertEqual(self.done.returncode, 0, self.done.stdout + self.done.stderr)
        lines = (self.marks / "marks.csv").read_text().splitlines()
        self.assertEqual(len(lines), len(list(self.handed_in.iterdir())) + 1)
        self.assertTrue(all(result["tier"] == self.tier for result in self.results.values()))


class AtNamespaces(Hostile, unittest.TestCase):
    """The strongest tier."""

    tier = "namespaces"


class AtUser(Hostile, unittest.TestCase):
    """The fallback, for containers that refuse namespaces."""

    tier = "user"
    shift = 1
