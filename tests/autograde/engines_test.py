# engines_test.py -- a mark does not depend on where it was made: on this machine, by a command for each
# submission, or on a cluster that loses a machine in the middle. And what is missing is said clearly.

import functools
import os
import shutil
import signal
import subprocess
import unittest
from pathlib import Path

from autograder import AUTOGRADER, OUT, command, files_of_results, grade, results_in
from slurm_cluster import PATIENCE, Cluster, missing_programs, wait_until
from submissions_of import Lab, write_zip

HANDED_IN = OUT / "engines"
HERE, THERE = OUT / "engines-here", OUT / "engines there's"
LAB = Lab(0, OUT)
SUBMISSIONS = 6
BY_COMMAND = f"{AUTOGRADER} --task {{submission}} --out {{out}}"


def begin_like(whole: Path, out: Path):
    """A run of its own with the same secret, so the same numbers."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(mode=0o700, parents=True)
    for name in ("run.json", "course"):
        subprocess.run(["cp", "-a", whole / name, out / name], check=True)


@functools.cache
def grade_here() -> subprocess.CompletedProcess:
    """What all others are compared with."""
    shutil.rmtree(HANDED_IN, ignore_errors=True)
    HANDED_IN.mkdir(parents=True)
    write_zip(HANDED_IN / "right.zip", LAB.filled())
    write_zip(HANDED_IN / "none.zip", {"README": ""})
    write_zip(HANDED_IN / "it's; $(reboot).zip", LAB.empty)
    write_zip(HANDED_IN / "broken.zip", {path: "broken" for path in LAB.empty})
    for name, (files, _) in sorted(LAB.mutants().items())[:SUBMISSIONS - 4]:
        write_zip(HANDED_IN / f"{name}.zip", files)
    return grade(HANDED_IN, HERE, LAB.number)


def assert_same_marks(test: unittest.TestCase, out: Path):
    """To the byte."""
    here = files_of_results(HERE, LAB.number)
    test.assertEqual(len(here), SUBMISSIONS)
    test.assertEqual(files_of_results(out, LAB.number), here)
    test.assertEqual((out / "marks.csv").read_text(), (HERE / "marks.csv").read_text())


def arrays_of(out: Path) -> set[str]:
    """Names of the arrays that a run has submitted."""
    return {file.name for file in (out / "arrays").glob("kumquat-*") if not file.suffix}


class Engines(unittest.TestCase):
    """On this machine, and by a command for each."""

    @classmethod
    def setUpClass(cls):
        cls.here = grade_here()

    def assert_refused(self, words, *options, environment=None):
        done = subprocess.run(command(HANDED_IN, THERE, LAB.number, *options), capture_output=True,
                              text=True, check=False, env=environment)
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertIn(words, done.stderr)

    def test_the_marks_are_as_different_as_the_submissions(self):
        self.assertEqual(self.here.returncode, 0, self.here.stderr)
        results = results_in(HERE, LAB.number)
        self.assertEqual(results["right"]["points"], LAB.max_points)
        self.assertEqual({result["status"] for result in results.values()},
                         {"graded", "rejected", "does_not_build"})

    def test_a_command_for_each_gives_the_same_marks(self):
        begin_like(HERE, THERE)
        done = grade(HANDED_IN, THERE, LAB.number, "--engine", "command", "--command", BY_COMMAND,
                     anew=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        assert_same_marks(self, THERE)

    def test_a_command_that_does_nothing_leaves_no_mark_and_no_zero(self):
        begin_like(HERE, THERE)
        done = grade(HANDED_IN, THERE, LAB.number, "--engine", "command", "--command",
                     "test -d {out} && test -L {out}/tasks/{submission} && exit 7", anew=False)
        self.assertEqual(done.returncode, 1, done.stderr)
        for result in results_in(THERE, LAB.number).values():
            self.assertEqual(result["status"], "infrastructure_error")
            self.assertIn("status 7", result["reason"])

    def test_a_command_must_name_its_task(self):
        self.assert_refused("does not say {submission}", "--engine", "command", "--command",
                            "srun it {out}")
        self.assert_refused("does not say {out}", "--engine", "command", "--command",
                            "srun it {submission}")

    def test_a_command_is_for_one_engine_only(self):
        self.assert_refused("for ENGINE=command alone", "--command", BY_COMMAND)

    def test_a_machine_without_slurm_says_so(self):
        self.assert_refused("There is no scontrol here", "--engine", "slurm",
                            environment=os.environ | {"PATH": "/nowhere"})

    def test_a_machine_without_the_sandbox_is_named_and_grades_nothing(self):
        begin_like(HERE, THERE)
        (THERE / "tasks/lab00").mkdir(parents=True)
        (THERE / "tasks/lab00/right").symlink_to(HANDED_IN / "right.zip")
        THERE.chmod(0o755)  # open to everybody: what the tier "user" refuses
        subprocess.run([AUTOGRADER, "--task", "lab00/right", "--out", THERE, "--tier", "user"], check=True)
        result = results_in(THERE, LAB.number)["right"]
        self.assertEqual((result["status"], result["points"]), ("infrastructure_error", 0))
        self.assertIn(f"On {os.uname().nodename}: The sandbox", result["reason"])

    def test_a_task_that_nobody_began_is_refused(self):
        done = subprocess.run([AUTOGRADER, "--task", "lab00/nobody", "--out", HERE],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("is no task of a run", done.stderr)


@unittest.skipIf(missing_programs(), f"not installed: {missing_programs()}")
class Slurm(unittest.TestCase):
    """A cluster of two machines."""

    @classmethod
    def setUpClass(cls):
        grade_here()
        cls.cluster = cls.enterClassContext(Cluster())

    def begin(self, out):
        """Start a grading on the cluster, and leave it running."""
        return subprocess.Popen(command(HANDED_IN, out, LAB.number, "--engine", "slurm"),
                                env=self.cluster.environment, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def tasks(self, arrays):
        """What Slurm knows of the tasks of some arrays: identity, state, machine."""
        rows = self.cluster.ask("squeue", "--noheader", "--array", "--states=all",
                                f"--name={','.join(arrays)}", "--format=%i %t %N")
        return [tuple((row + " ").split(" ")[:3]) for row in rows.splitlines()] if arrays else []

    def wait_for(self, out, what, *states, machine=None):
        """The identity of a task in one of these states."""
        return wait_until(lambda: next((name for name, state, where in self.tasks(arrays_of(out))
                                        if state in states and machine in (None, where)), None), what)

    def test_1_a_machine_is_lost_and_nobody_looks(self):
        begin_like(HERE, THERE)
        first = self.begin(THERE)
        lost = self.wait_for(THERE, "a task runs on m2", "R", machine="m2")
        self.cluster.pull_the_plug("m2")
        first.kill()
        first.wait()
        arrays = arrays_of(THERE)
        second = self.begin(THERE)
        wait_until(lambda: (lost, "PD", "") in self.tasks(arrays), "Slurm queues the lost task again")
        # Slurm would wait two minutes longer, lest the machine was only slow.
        self.cluster.ask("scontrol", "update", f"JobId={lost}", "StartTime=now")
        self.assertEqual(second.wait(PATIENCE), 0)
        submitted = self.cluster.ask("squeue", "--noheader", "--states=all", "--format=%j")
        self.assertEqual(set(submitted.split()), arrays, "the second start submitted tasks again")
        self.assertIn("Restarts=1", self.cluster.ask("scontrol", "show", "job", lost))
        self.assertEqual(len(self.tasks(arrays)), SUBMISSIONS)
        assert_same_marks(self, THERE)

    def test_2_ctrl_c_cancels_what_runs(self):
        begin_like(HERE, THERE)
        process = self.begin(THERE)
        self.wait_for(THERE, "a task runs", "R")
        arrays = arrays_of(THERE)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(PATIENCE), 130)
        wait_until(lambda: all(state == "CA" for _, state, _ in self.tasks(arrays)),
                   "all tasks are cancelled")
        self.assertEqual(arrays_of(THERE), set())
