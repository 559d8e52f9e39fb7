# autograder.py -- the autograder as its tests call it.

import json
import shutil
import subprocess
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
OUT = TREE / "build/tests/autograde"
AUTOGRADER = TREE / "build/grading/kumquat-autograde"


def command(submissions: Path, out: Path, lab: int, *options: str, tree: Path = TREE,
            program: Path = AUTOGRADER) -> list[str]:
    """The command line."""
    return [str(program), "--tree", str(tree), "--submissions", str(submissions), "--out", str(out),
            "--lab", str(lab), *options]


def grade(submissions: Path, out: Path, lab: int, *options: str, anew: bool = True, tree: Path = TREE,
          program: Path = AUTOGRADER) -> subprocess.CompletedProcess:
    """Grade a folder. `anew`: not going on with an earlier run"""
    if anew:
        shutil.rmtree(out, ignore_errors=True)
    return subprocess.run(command(submissions, out, lab, *options, tree=tree, program=program), capture_output=True,
                          text=True, check=False)


def results_in(out: Path, lab: int) -> dict[str, dict]:
    """What was written, by student."""
    return {file.stem: json.loads(file.read_text())
            for file in (out / f"results/lab{lab:02}").glob("*.json")}


def files_of_results(out: Path, lab: int) -> dict[str, bytes]:
    """The same, as they lie there."""
    return {file.name: file.read_bytes() for file in (out / f"results/lab{lab:02}").glob("*.json")}
