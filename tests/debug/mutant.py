# mutant.py -- for tests: the run of a claim on a kernel with a seeded fault, kept to be replayed.
# All faults are tried in one tree, one after the other, so that only one file is compiled for each.

import json
import subprocess
import sys
from pathlib import Path

from session import OUTSIDE, TREE

sys.path.insert(0, str(TREE / "tools/start"))
from holes import fill  # noqa: E402
from mutants import copy_tree, mutants_of, reference_of  # noqa: E402

NONCE = "0000000000001993"  # so that the numbers of a claim are always the same
COPY = TREE / "build/tests/debug/mutants"
GRADER = TREE / "build/grading/kumquat-grade"


def bodies_of(lab: int, fault: str, reference: dict[str, list[str]]) -> dict[str, list[str]]:
    """What a fault of a lab, or of tests/labs/cases.faults, makes of its hole."""
    lists = [next((TREE / "labs").glob(f"lab{lab:02}-*")) / "mutants", TREE / "tests/labs"]
    return next(found.bodies for folder in lists for found in mutants_of(folder, lab, reference)
                if found.name == fault)


def keep_run(folder: Path, lab: int, fault: str, claim: str) -> str:
    """Grade a claim on the kernel with the fault, and keep the run. \\return  the report"""
    copy_tree(TREE, COPY)
    reference = reference_of(COPY)
    try:
        fill(COPY, bodies_of(lab, fault, reference))
        return subprocess.run([GRADER, "--tree", COPY, "--lab", str(lab), "--test", claim, "--nonce", NONCE,
                               "--machine", folder], capture_output=True, text=True, check=False, env=OUTSIDE,
                              cwd=COPY).stdout
    finally:
        fill(COPY, reference)


def first_place(claim: str, task: int) -> int:
    """The address at which a task got its first page, in the trace of a claim that was graded here."""
    trace = json.loads((COPY / f"build/grade/traces/{claim}.json").read_text())
    kinds, ids = [kind[0] for kind in trace["kinds"]], [entry["id"] for entry in trace["tasks"]]
    return next(event[3] for event in trace["events"] if kinds[event[1]] == "map" and ids[event[2]] == task)
