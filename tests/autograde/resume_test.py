# resume_test.py -- a run that is killed goes on, computes nothing twice, and ends with the same results.

import random
import shutil
import signal
import subprocess
import time
import unittest

from autograder import OUT, command, files_of_results, grade, results_in
from submissions_of import Lab, write_zip

HANDED_IN = OUT / "resumed"
WHOLE, PIECES = OUT / "resumed-whole", OUT / "resumed-pieces"
LAB = Lab(5, OUT)
KILLS = 5


class Resume(unittest.TestCase):
    """The same submissions in one run, and in pieces."""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(HANDED_IN, ignore_errors=True)
        HANDED_IN.mkdir(parents=True)
        write_zip(HANDED_IN / "right.zip", LAB.filled())
        write_zip(HANDED_IN / "none.zip", {"README": ""})
        for name, (files, _) in list(LAB.mutants().items())[:4]:
            write_zip(HANDED_IN / f"{name}.zip", files)
        cls.done = grade(HANDED_IN, WHOLE, LAB.number)
        shutil.rmtree(PIECES, ignore_errors=True)
        PIECES.mkdir(mode=0o700)
        for name in ("run.json", "course"):  # the same secret, so the same numbers
            subprocess.run(["cp", "-a", WHOLE / name, PIECES / name], check=True)

    def test_1_killed_and_resumed(self):
        self.assertEqual(self.done.returncode, 0, self.done.stderr)
        times: dict[str, float] = {}
        for kill in range(KILLS):
            with subprocess.Popen(command(HANDED_IN, PIECES, LAB.number), stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL) as process:
                time.sleep(random.Random(kill).uniform(1, 8))
                process.send_signal(signal.SIGKILL if kill % 2 == 0 else signal.SIGINT)
                process.wait()
            for file in (PIECES / "results").rglob("*.json"):
                written = file.stat().st_mtime
                self.assertEqual(times.setdefault(file.name, written), written,
                                 f"{file} was computed twice")
        last = grade(HANDED_IN, PIECES, LAB.number, anew=False)
        self.assertEqual(last.returncode, 0, last.stderr)
        self.assertEqual(files_of_results(PIECES, LAB.number), files_of_results(WHOLE, LAB.number))
        self.assertEqual((PIECES / "marks.csv").read_text(), (WHOLE / "marks.csv").read_text())

    def test_2_a_spoilt_result_is_computed_again(self):
        before = files_of_results(WHOLE, LAB.number)
        (WHOLE / "results/lab05/none.json").write_text('{"points": 72')
        write_zip(HANDED_IN / "right.zip", {"README": "changed"})
        grade(HANDED_IN, WHOLE, LAB.number, anew=False)
        results = results_in(WHOLE, LAB.number)
        self.assertEqual(files_of_results(WHOLE, LAB.number)["none.json"], before["none.json"])
        self.assertEqual(results["right"]["status"], "rejected")
