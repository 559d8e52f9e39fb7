# guide_test.py -- the instructor's guide, followed to the letter: every command on the page is run in its
# order, for two labs and four students, from an empty folder to published marks.

import csv
import json
import re
import shutil
import subprocess
import tarfile
import unittest

from autograder import AUTOGRADER, OUT, TREE, results_in
from submissions_of import Lab, write_folder, write_tar, write_zip

GUIDE = TREE / "handouts/instructor/guide.md"
PLACE = OUT / "guide"
GRADER = AUTOGRADER.with_name("kumquat-grade")
#: What the test does in another way: students' work is there at once, the tree is a copy of this one, and
#: everything is installed.
INSTEAD = {"cd course": "cp -a handed-in late course && cd course",
           "git clone https://example.org/kumquat.git kumquat": "cp -a ../this-tree kumquat",
           "make setup": "true"}
#: The page's dates are to be in the future whenever this runs.
YEAR, LATER_YEAR = "2027-", "2097-"
LABS = (Lab(0, OUT), Lab(1, OUT))


def commands() -> str:
    """All of the page's blocks for a shell, as one script."""
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(), re.M | re.S)
    script = "\n".join(INSTEAD.get(line, line) for block in blocks for line in block.splitlines())
    return "set -e\n" + script.replace(YEAR, LATER_YEAR)


def copy_of_this_tree() -> None:
    """The sources with their times, and what has been built: nothing is compiled again."""
    names = subprocess.run(["git", "-C", TREE, "ls-files", "-z"], capture_output=True, check=True).stdout
    (PLACE / "this-tree").mkdir(parents=True)
    with subprocess.Popen(["tar", "-C", TREE, "-c", "--null", "-T", "-"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as pack:
        with subprocess.Popen(["tar", "-C", PLACE / "this-tree", "-x"], stdin=pack.stdout) as unpack:
            pack.stdin.write(names)
            pack.stdin.close()
    assert pack.returncode == unpack.returncode == 0
    for words in (("init", "--quiet"), ("add", "--all")):  # starters are made from what git knows
        subprocess.run(["git", "-C", PLACE / "this-tree", *words], check=True)
    (PLACE / "this-tree/build").symlink_to(TREE / "build")


def hand_in() -> None:
    """What students give: alice is right, bob is not, carol's does not build."""
    for lab in LABS:
        folder = PLACE / f"handed-in/lab{lab.number:02}"
        folder.mkdir(parents=True)
        _, (wrong, _) = sorted(lab.mutants().items())[0]
        write_zip(folder / "alice.zip", lab.filled() if lab.number == 0 else lab.empty)
        write_tar(folder / "bob.tar.gz", wrong, mode="w:gz")
        write_folder(folder / "carol", {path: "I give up." for path in lab.empty})
    late = PLACE / "late"
    late.mkdir()
    write_zip(late / "alice.zip", LABS[1].filled())


class Guide(unittest.TestCase):
    """One pass over the page."""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(PLACE, ignore_errors=True)
        copy_of_this_tree()
        hand_in()
        cls.done = subprocess.run(["bash", "-x"], input=commands(), cwd=PLACE, capture_output=True,
                                  text=True, check=False)
        cls.marks = PLACE / "course/marks"

    def test_every_command_works(self):
        self.assertEqual(self.done.returncode, 0, self.done.stdout[-2000:] + self.done.stderr[-2000:])

    def test_starters_are_ready_to_be_published(self):
        for lab in LABS:
            packed = PLACE / f"course/starters/lab{lab.number}.tar.gz"
            names = subprocess.run(["tar", "-tzf", packed], capture_output=True, text=True,
                                   check=True).stdout.split()
            self.assertLessEqual({f"lab{lab.number}/{path}" for path in lab.empty}, set(names))

    def test_marks_are_what_was_handed_in(self):
        with open(self.marks / "marks.csv", newline="") as file:
            rows = {(row["student"], int(row["lab"])): row for row in csv.DictReader(file)}
        self.assertEqual(len(rows), 2 * 4)
        self.assertEqual(rows["dave", 1]["status"], "nothing_handed_in")
        late = rows["bob", 0]
        self.assertEqual((late["name"], late["days_late"], late["percent_lost"]), ("Brown, Bob", "5", "20"))
        self.assertAlmostEqual(float(late["mark"]), int(late["points"]) * 0.8)
        for lab in LABS:
            alice, bob, carol = (rows[student, lab.number] for student in ("alice", "bob", "carol"))
            self.assertEqual((alice["status"], alice["points"]), ("graded", str(lab.max_points)))
            self.assertEqual(bob["status"], "graded")
            self.assertLess(int(bob["points"]), lab.max_points)
            self.assertEqual((carol["status"], carol["points"]), ("does_not_build", "0"))

    def test_an_appeal_shows_the_same_run(self):
        """What bob does in his own tree, with the number that his report gives him."""
        told = next(test for test in results_in(self.marks, 0)["bob"]["grade"]["tests"] if test["status"] == "failed")
        tree = PLACE / "bobs"
        with tarfile.open(PLACE / "course/starters/lab0.tar.gz") as archive:
            archive.extractall(tree)
        with tarfile.open(PLACE / "course/handed-in/lab00/bob.tar.gz") as archive:
            archive.extractall(tree / "lab0")
        done = subprocess.run([GRADER, "--tree", tree / "lab0", "--test", told["name"], "--nonce", told["nonce"], "--json"],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        again, = (test for test in json.loads(done.stdout)["labs"][0]["tests"] if test["name"] == told["name"])
        self.assertEqual({key: again.get(key) for key in ("status", "nonce", "instructions", "saw", "where")},
                         {key: told.get(key) for key in ("status", "nonce", "instructions", "saw", "where")})

    def test_only_who_is_graded_again_has_a_new_result(self):
        written = {(number, student): (self.marks / f"results/lab{number:02}/{student}.json").stat().st_mtime
                   for number in (0, 1) for student in results_in(self.marks, number)}
        again = {(1, "alice"), (0, "bob")}
        first = max(time for key, time in written.items() if key not in again)
        self.assertTrue(all(written[key] > first for key in again), written)
