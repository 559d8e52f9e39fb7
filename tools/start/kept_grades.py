# kept_grades.py -- what was graded once is not graded again: a `make mutants` that was stopped goes on.
# One idea: a grade depends on nothing but the sources of the grader and of the kernel, the lab's own
# claims and programs, and the bodies of the holes; it is kept under a digest of all of these. So a
# change in the claims of one lab asks for the wrong solutions of that lab again, and of no other.

import hashlib
import json
from pathlib import Path

from start import tracked_files

# What all grades depend on; the lab's own folder and its numbered files come to it.
SHARED = ("kernel/", "user/", "grading/", "labs/common/", "labs/programs/", "labs/labs.mk",
          "tools/machine/", "tools/plugin/", "tools/bench/", "tests/model/", "visualizer/decode/",
          "Makefile")
# These come after a grade, or run the same grader elsewhere.
NOT_ASKED = ("grading/autograde/", "grading/packages/", "grading/reports/")
# What stands in a lab's folder for us only: a body is in the digest by itself.
FOR_US = ("mutants", "alternatives", "NOTES.md")


def digest_of(tree: Path, lab: int) -> str:
    """A digest of all files that grades of a lab depend on."""
    digest = hashlib.sha256()
    for file in sorted(tracked_files(tree, "--others", "--exclude-standard")):
        own = file.match(f"labs/lab{lab:02}-*/*") and file.parts[2] not in FOR_US
        shared = str(file).startswith(SHARED) and not str(file).startswith(NOT_ASKED)
        if own or shared:
            digest.update(f"{file}\0".encode() + (tree / file).read_bytes() + b"\0")
    return digest.hexdigest()


def essence(grade: dict) -> dict:
    """Of a grade what is needed to judge it; the texts for students are left out."""
    tests = [{key: test[key] for key in ("name", "status", "hole") if key in test}
             for test in grade["tests"]]
    return {"points": grade["points"], "max_points": grade["max_points"], "tests": tests,
            "build_error": grade.get("build_error", "")}


class KeptGrades:
    """Grades of a lab's variants in a folder, one file each."""

    def __init__(self, tree: Path, labs: set[int]) -> None:
        self.folder = tree / "build/mutants/grades"
        self.digests = {lab: digest_of(tree, lab) for lab in labs}

    def file_of(self, lab: int, name: str, bodies: dict[str, list[str]]) -> Path:
        """Where the grade of a variant is kept."""
        text = f"{self.digests[lab]}{json.dumps(bodies, sort_keys=True)}"
        return (self.folder / f"lab{lab:02}" /
                f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.json")

    def find(self, lab: int, name: str, bodies: dict[str, list[str]]) -> dict | None:
        """The grade of a variant, if it was graded before."""
        file = self.file_of(lab, name, bodies)
        return json.loads(file.read_text()) if file.exists() else None

    def keep(self, lab: int, name: str, bodies: dict[str, list[str]], grade: dict) -> None:
        """Write a grade down, at once: the next moment may be the last."""
        file = self.file_of(lab, name, bodies)
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in file.parent.glob(f"{name}-{'?' * 16}.json"):
            old.unlink()
        part = file.with_suffix(".part")
        part.write_text(json.dumps(essence(grade)))
        part.replace(file)
