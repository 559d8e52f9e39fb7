#!/usr/bin/env python3
# grade_one.py -- grade one submission where a platform wants it: in its folder, in its words, in its time.
# Before anything is tried, and after each claim, the platform's file is there and says what is known so
# far: whoever ends this program early still finds the points of what was tried.
# Invariant: the file is always whole, since it is written under another name and renamed.

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "reports"))

from platforms import autolab, gradescope  # noqa: E402
from results import Result, ResultError, read_result  # noqa: E402

STUDENT = "submission"
LOOK_INTERVAL = 0.5  # seconds
FORMATS: dict[str, Callable[[Result], str]] = {"gradescope": gradescope, "autolab": autolab}
UNFINISHED = ("Grading has not come to its end. These are the points of the claims that were tried; "
              "the others may well pass. Hand in again, or ask your teacher.")


def empty_result(lab: int, reason: str) -> Result:
    """What is known before anything was tried."""
    return Result({"student": STUDENT, "lab": lab, "status": "graded", "reason": reason, "points": 0,
                   "max_points": 0, "missing": [], "grade": None})


def write_whole(file: Path, text: str) -> None:
    """Replace a file at once."""
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, file)


def autograder(tree: Path, lab: int, submissions: Path, out: Path, output: Path) -> subprocess.Popen:
    """The autograder at work on a folder."""
    command = [tree / "build/grading/kumquat-autograde", "--tree", tree, "--lab", str(lab),
               "--submissions", submissions, "--out", out, "--jobs", "1"]
    with output.open("w") as stream:
        return subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT)


def prepared(tree: Path) -> Path:
    """Where the course's tree lies built, so that no submission has to wait for it."""
    return tree / "build/prepared"


def prepare(tree: Path, lab: int) -> int:
    """Build what all submissions share, by grading an empty one."""
    shutil.rmtree(prepared(tree), ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        nothing = Path(scratch, "handed-in", STUDENT)
        nothing.mkdir(parents=True)
        log = Path(scratch, "log")
        status = autograder(tree, lab, nothing.parent, prepared(tree), log).wait()
        print(log.read_text(errors="replace"), end="")
    for folder in ("results", "logs", "reports", "sources"):
        shutil.rmtree(prepared(tree) / folder, ignore_errors=True)
    return 0 if status == 0 else 1


def follow(process: subprocess.Popen, partial: Path, deadline: float, note: Callable[[Result], None]) -> None:
    """Note each partial result until the grading ends or its time is over."""
    seen = 0.0
    while process.poll() is None:
        if time.monotonic() > deadline:
            process.terminate()  # SIGINT is ignored by what a shell has started in the background
            process.wait()
            return
        if partial.exists() and partial.stat().st_mtime != seen:
            try:
                seen = partial.stat().st_mtime
                note(Result(read_result(partial).data | {"reason": UNFINISHED}))
            except (ResultError, OSError):
                pass  # it has just been taken away: the grading ends
        time.sleep(LOOK_INTERVAL)


def grade(arguments: argparse.Namespace, scratch: Path) -> int:
    """Grade, and keep the platform's file up to date."""
    write = FORMATS[arguments.platform]
    target = arguments.results

    def note(result: Result) -> None:
        write_whole(target, write(result))

    note(empty_result(arguments.lab, UNFINISHED))
    handed_in, out = scratch / "handed-in", scratch / "out"
    handed_in.mkdir(mode=0o700)
    source = arguments.submission
    name = STUDENT + ("" if source.is_dir() else "".join(source.suffixes[-2:]))
    (shutil.copytree if source.is_dir() else shutil.copy)(source, handed_in / name,
                                                          **({"symlinks": True} if source.is_dir() else {}))
    if prepared(arguments.tree).exists():
        subprocess.run(["cp", "-a", prepared(arguments.tree), out], check=True)
    deadline = time.monotonic() + arguments.seconds
    process = autograder(arguments.tree, arguments.lab, handed_in, out, scratch / "log")
    place = f"lab{arguments.lab:02}/{STUDENT}.json"
    follow(process, out / "partial" / place, deadline, note)
    print((scratch / "log").read_text(errors="replace"), end="")
    if not (out / "results" / place).exists():
        print(UNFINISHED)
        return 1
    result = read_result(out / "results" / place)
    if not result.has_mark:  # without a score a platform says that the grader failed, which is true
        write_whole(target, json.dumps({"output": f"No mark yet, and that is not your fault: {result.reason}"}) + "\n")
        return 1
    note(result)
    return 0


def main() -> int:
    """0: graded; 1: not, or not to its end; 2: wrong use."""
    parser = argparse.ArgumentParser(description="Grade one submission for a platform.",
                                     epilog="Exit status: 0 graded, 1 not or not to its end, 2 wrong use.")
    parser.add_argument("--tree", type=Path, required=True, help="the starter that the package holds, built")
    parser.add_argument("--lab", type=int, required=True)
    parser.add_argument("--prepare", action="store_true", help="only build what all submissions share")
    parser.add_argument("--platform", choices=sorted(FORMATS))
    parser.add_argument("--submission", type=Path, help="a folder, or an archive")
    parser.add_argument("--results", type=Path, help="the file that the platform reads")
    parser.add_argument("--seconds", type=float, default=540, help="stop then, before the platform does (default: 540)")
    arguments = parser.parse_args()
    if arguments.prepare:
        return prepare(arguments.tree.resolve(), arguments.lab)
    if not (arguments.platform and arguments.submission and arguments.results):
        parser.error("say --platform, --submission and --results, or --prepare")
    arguments.tree = arguments.tree.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        return grade(arguments, Path(scratch))


if __name__ == "__main__":
    sys.exit(main())
