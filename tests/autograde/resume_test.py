# resume_test.py -- a run that is killed goes on, computes nothing twice, and ends with the same results;
# and every mark is what it must be. `make autograde-300` does it with a course of 300.

import os
import random
import shutil
import signal
import subprocess
import time
import unittest

from autograder import command, files_of_results, grade, results_in
from closed_course import CLOSED, COURSE, LAB, make_course
from generated import Generator
from submissions_of import write_zip

COUNT = int(os.environ.get("SUBMISSIONS_GENERATED", "8"))
HANDED_IN = CLOSED / "generated"
WHOLE, PIECES, EARLY = (CLOSED / f"generated-{name}" for name in ("marks", "pieces", "early"))
KILLS = 5


def results_count(out) -> int:
    return len(list((out / "results").rglob("*.json")))


class Resume(unittest.TestCase):
    """The same submissions in one run, and in pieces."""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(HANDED_IN, ignore_errors=True)
        make_course()
        cls.expected = Generator(HANDED_IN, COURSE, WHOLE).write(COUNT)
        begin = time.monotonic()
        cls.done = grade(HANDED_IN, WHOLE, LAB.number, tree=COURSE)
        cls.seconds = time.monotonic() - begin
        print(f"\n{cls.done.stdout}{COUNT} submissions, {cls.seconds:.0f} s")
        shutil.rmtree(PIECES, ignore_errors=True)
        PIECES.mkdir(mode=0o700)
        for name in ("run.json", "course"):  # the same secret, so the same numbers
            subprocess.run(["cp", "-a", WHOLE / name, PIECES / name], check=True)

    def test_1_every_mark_is_as_predicted(self):
        self.assertEqual(self.done.returncode, 0, self.done.stdout + self.done.stderr)
        results = results_in(WHOLE, LAB.number)
        self.assertEqual(len(results), COUNT)
        problems = [expected.problem(results[expected.student]) for expected in self.expected]
        self.assertEqual([problem for problem in problems if problem], [])

    def test_1_interrupted_while_a_lab_is_prepared(self):
        shutil.rmtree(EARLY, ignore_errors=True)
        with subprocess.Popen(command(HANDED_IN, EARLY, LAB.number, tree=COURSE), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                if line.startswith("Preparing"):
                    break
            process.send_signal(signal.SIGINT)
            rest, errors = process.communicate()
        self.assertEqual(process.returncode, 130, rest + errors)
        self.assertIn("Interrupted.", rest)
        self.assertFalse((EARLY / "course").exists(), "nothing half-made is there")

    def kill_at(self, results: int, how: signal.Signals) -> None:
        """Start the run, and end it when there are so many results."""
        with subprocess.Popen(command(HANDED_IN, PIECES, LAB.number, tree=COURSE), stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and results_count(PIECES) < results:
                time.sleep(0.05)
            process.send_signal(how)
            process.wait()

    def test_2_killed_and_resumed(self):
        times: dict[str, float] = {}
        moments = sorted(random.Random(COUNT).sample(range(COUNT), KILLS))
        for kill, results in enumerate(moments):
            self.kill_at(results, signal.SIGKILL if kill % 2 == 0 else signal.SIGINT)
            for file in (PIECES / "results").rglob("*.json"):
                written = file.stat().st_mtime
                self.assertEqual(times.setdefault(file.name, written), written,
                                 f"{file} was computed twice")
        last = grade(HANDED_IN, PIECES, LAB.number, anew=False, tree=COURSE)
        self.assertEqual(last.returncode, 0, last.stderr)
        self.assertEqual(files_of_results(PIECES, LAB.number), files_of_results(WHOLE, LAB.number))
        self.assertEqual((PIECES / "marks.csv").read_text(), (WHOLE / "marks.csv").read_text())

    def test_3_a_spoilt_result_is_computed_again(self):
        student = next(one.student for one in self.expected if one.status == "rejected")
        before = files_of_results(WHOLE, LAB.number)
        (WHOLE / f"results/lab05/{student}.json").write_text('{"points": 72')
        write_zip(HANDED_IN / "late.zip", {"README": "new"})
        grade(HANDED_IN, WHOLE, LAB.number, anew=False, tree=COURSE)
        results = results_in(WHOLE, LAB.number)
        self.assertEqual(files_of_results(WHOLE, LAB.number)[f"{student}.json"], before[f"{student}.json"])
        self.assertEqual(results["late"]["status"], "rejected")
