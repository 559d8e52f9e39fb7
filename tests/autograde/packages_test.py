# packages_test.py -- the packages for platforms, each in a clean directory laid out as the platform does.
# A root of its own (bubblewrap) has /autograder or /opt; what was built here is laid over the package's
# build folder, so that nothing is compiled twice.

import base64
import io
import json
import os
import re
import shutil
import signal
import subprocess
import tarfile
import time
import unittest
import zipfile
from pathlib import Path

from autograder import OUT, TREE
from sample_run import RESULTS
from submissions_of import Lab, write_folder, write_tar

LAB = Lab(0, OUT)
HERE = OUT / "packages"
#: Folders of build/ that a package fills itself; all others are ours.
OWN = ("grade", "kernel", "packages", "prepared", "results", "setup", "user")
BUILT = sorted(path.name for path in (TREE / "build").iterdir() if path.is_dir() and path.name not in OWN)


def packed(platform: str) -> Path:
    """Make a package and give its path."""
    done = subprocess.run(["python3", "-B", TREE / "grading/packages/make_package.py", platform, "--lab", "0",
                           "--out", HERE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.split()[-1])


def unzipped(file: Path, folder: Path) -> Path:
    """Unpack with the modes that the archive names, as unzip does."""
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            os.chmod(archive.extract(entry, folder), entry.external_attr >> 16 & 0o777)
    return folder


def as_if_built(inside: str, tree: Path) -> dict[str, Path]:
    """What `in_root` has to lay over a package's tree, called `inside` there, so that make finds all of it
    newer than the sources."""
    for file in tree.rglob("*"):
        os.utime(file, (0, 0), follow_symlinks=False)
    for name in BUILT:
        (tree / "build" / name).mkdir(parents=True)
    return {f"{inside}/build/{name}": TREE / "build" / name for name in BUILT}


def in_root(binds: dict[str, Path], over: dict[str, Path], command: list[str],
            **more: str) -> subprocess.CompletedProcess:
    """Run a command where there are the system's programs, the folders `binds`, and `over` to be read."""
    words = ["bwrap", "--ro-bind", "/usr", "/usr", "--ro-bind", "/etc", "/etc", "--dev", "/dev", "--proc", "/proc",
             "--tmpfs", "/tmp", "--tmpfs", "/run"]
    for folder in ("bin", "sbin", "lib", "lib32", "lib64"):
        words += ["--symlink", f"usr/{folder}", f"/{folder}"]
    for path, folder in binds.items():
        words += ["--bind", str(folder), path]
    for path, folder in over.items():
        words += ["--ro-bind", str(folder), path]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    # Test programs of later labs are not needed to grade lab 0.
    return subprocess.run([*words, *command], capture_output=True, text=True, check=False,
                          env=environment | {"MAKEFLAGS": "LAB_PROGRAMS="} | more)


class Packages(unittest.TestCase):
    """One for each platform."""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(HERE, ignore_errors=True)
        HERE.mkdir(parents=True)

    def test_no_package_holds_a_solution(self):
        bodies = {name: "\n".join(body).strip() for name, body in LAB.bodies.items()}
        paths = set(LAB.empty)
        with zipfile.ZipFile(packed("gradescope")) as archive:
            names = archive.namelist()
            texts = [archive.read(f"kumquat/{path}").decode() for path in paths]
        self.assertTrue({"setup.sh", "run_autograder", "kumquat/Makefile"} <= set(names))
        self.assertFalse([name for name in names if re.search("/(mutants|instructor|build)/", name)])
        self.assertTrue(all("KUMQUAT_HOLE" in text for text in texts))
        own = [bodies[name] for name in re.findall(r"BEGIN ([^:\n]+)", "".join(texts)) if len(bodies.get(name, "")) > 60]
        self.assertGreater(len(own), 0)
        self.assertFalse([body for body in own if any(body in text for text in texts)])

    def test_gradescope(self):
        source = unzipped(packed("gradescope"), HERE / "source")
        submission, results = HERE / "handed-in", HERE / "results"
        results.mkdir()
        write_folder(submission, LAB.filled())
        binds = {"/autograder/source": source, "/autograder/submission": submission, "/autograder/results": results}
        over = as_if_built("/autograder/source/kumquat", source / "kumquat")
        done = in_root(binds, over, ["bash", "/autograder/source/setup.sh"])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        done = in_root(binds, over, ["/autograder/source/run_autograder"])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        data = json.loads((results / "results.json").read_text())
        self.assertEqual((data["score"], data["output"]), (LAB.max_points, ""))
        self.assertEqual({test["status"] for test in data["tests"]}, {"passed"})
        done = in_root(binds, over, ["/autograder/source/run_autograder"], SECONDS_LEFT="0")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        data = json.loads((results / "results.json").read_text())
        self.assertIn("has not come to its end", data["output"])
        self.assertEqual(data["score"], 0)

    def test_a_platform_that_ends_us_early_finds_what_was_tried(self):
        tree, results = HERE / "slow", HERE / "slow.json"
        partial = OUT / "packages/partial.json"
        partial.write_text(json.dumps(RESULTS[1]))
        slow = tree / "build/grading/kumquat-autograde"
        slow.parent.mkdir(parents=True)
        slow.write_text("#!/bin/sh\nwhile [ $# -gt 1 ]; do [ \"$1\" = --out ] && out=$2; shift; done\n"
                        f"mkdir -p $out/partial/lab05; cp {partial} $out/partial/lab05/submission.json; exec sleep 3600\n")
        slow.chmod(0o755)
        command = ["python3", "-B", TREE / "grading/packages/grade_one.py", "--tree", tree, "--lab", "5", "--platform",
                   "gradescope", "--submission", TREE / "grading/packages", "--results", results, "--seconds"]
        with subprocess.Popen([*command, "3600"], start_new_session=True) as process:
            while not results.exists() or json.loads(results.read_text())["score"] == 0:
                self.assertIsNone(process.poll())
                time.sleep(0.1)
            os.killpg(process.pid, signal.SIGKILL)
        data = json.loads(results.read_text())
        self.assertEqual(data["score"], RESULTS[1]["points"])
        self.assertIn("has not come to its end", data["output"])

    def test_autolab(self):
        folder = HERE / "autolab"
        with tarfile.open(packed("autolab"), "r:") as archive:  # the importer wants it uncompressed
            self.assertEqual(archive.getmembers()[0].name, "kumquatlab0")
            self.assertTrue(archive.getmembers()[0].isdir())
            archive.extractall(HERE)
        (HERE / "kumquatlab0").rename(folder)
        assessment = json.loads((folder / "kumquatlab0.yml").read_text())
        self.assertEqual(assessment["general"]["name"], "kumquatlab0")
        self.assertIn("module Kumquatlab0\n", (folder / "kumquatlab0.rb").read_text())
        (folder / "autograde-Makefile").rename(folder / "Makefile")  # as Autolab does
        with tarfile.open(folder / "autograde.tar") as archive:
            archive.extractall(HERE / "image")
        write_tar(folder / "handin.tar.gz", LAB.filled())
        done = in_root({"/opt/kumquat": HERE / "image/kumquat", "/mnt": folder},
                       as_if_built("/opt/kumquat", HERE / "image/kumquat"), ["make", "-C", "/mnt", "--no-print-directory"])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        scores = json.loads(done.stdout.strip().split("\n")[-1])["scores"]
        self.assertEqual(sum(scores.values()), LAB.max_points, done.stdout)
        self.assertEqual({problem["name"]: problem["max_score"] for problem in assessment["problems"]}, scores)

    def test_github_classroom(self):
        repository = packed("github-classroom")
        workflow = (repository / ".github/workflows/classroom.yml").read_text()
        self.assertNotIn("@LAB@", workflow)
        steps = re.search(r"run: \|\n((?: {10}.*\n)+)", workflow)[1]
        write_folder(repository, LAB.filled())
        output = repository / "build/output"
        done = in_root({"/workspace": repository}, as_if_built("/workspace", repository),
                       ["bash", "-ec", f"cd /workspace; make grader; {steps}"], GITHUB_OUTPUT="build/output")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        name, _, text = output.read_text().strip().partition("=")
        data = json.load(io.BytesIO(base64.b64decode(text)))
        self.assertEqual((name, data["status"], data["max_score"]), ("result", "pass", LAB.max_points), done.stdout)
        self.assertEqual(sum(test["score"] for test in data["tests"]), LAB.max_points)
        self.assertEqual(re.search(r"runners: (\w+)", workflow)[1].upper() + "_RESULTS",
                         re.search(r"(\w+_RESULTS):", workflow)[1])
