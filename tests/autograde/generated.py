# generated.py -- a course's worth of submissions of lab 5, each with the mark that it must get: right
# solutions, wrong ones, empty ones, and hostile ones between them, packed in many ways. The same seed
# gives the same submissions.

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import archive_attacks
from attacks import attacks_on
from autograder import TREE
from closed_course import LAB
from submissions_of import Files, write_bundle, write_folder, write_tar, write_zip

PACKERS: list[tuple[str, Callable[[Path, Files], None]]] = [
    (".zip", write_zip), (".tar.gz", write_tar), (".bundle", write_bundle), ("", write_folder)]
# Of a hundred submissions; the rest are right.
SHARES = [("mutant", 45), ("starter", 10), ("source", 14), ("archive", 8), ("forger", 3)]


@dataclass
class Expected:
    """What the autograder must say of one submission."""

    student: str
    status: str = "graded"
    points: int | None = None  # None: less than all
    fails: str = ""  # this claim

    def problem(self, result: dict) -> str:
        """What is wrong with a result; empty if nothing is."""
        told = f"{self.student}: {result['status']} with {result['points']} points"
        if result["status"] != self.status:
            return f"{told}, not {self.status}. {result['reason']}"
        if result["points"] != self.points and (
                self.points is not None or result["points"] >= LAB.max_points):
            return f"{told}, not {self.points if self.points is not None else 'fewer'}."
        # A claim that was not run, since one that it needs has failed, has no points either.
        passed = [test["name"] for test in (result["grade"] or {"tests": []})["tests"] if test["status"] == "passed"]
        return f"{told}, but {self.fails} has passed." if self.fails in passed else ""


def points_by_matrix() -> dict[str, int]:
    """The points of each mutant by the kill matrix of `make mutants`, if there is one: all but
    those of the claims that fail, and of the claims that need one of these."""
    file = TREE / "build/mutants.json"
    labs = json.loads(file.read_text())["labs"] if file.exists() else []
    kills = next((lab["kills"] for lab in labs if lab["lab"] == LAB.number), {})
    claims = [claim for stage in LAB.description["stages"] for claim in stage["claims"]]
    points = {}
    for mutant, failed in kills.items():
        lost = set(failed)
        for claim in claims:  # parents stand before their children
            if lost.intersection(claim.get("needs", [])):
                lost.add(claim["name"])
        points[mutant] = sum(claim["points"] for claim in claims if claim["name"] not in lost)
    return points


class Generator:
    """Writes submissions into a folder. `tree`, `marks`: what attacks aim at"""

    def __init__(self, folder: Path, tree: Path, marks: Path, seed: int = 7):
        self.folder, self.random = folder, random.Random(seed)
        self.rights = [LAB.filled(), *LAB.alternatives().values()]
        self.mutants = sorted(LAB.mutants().items())
        self.known = points_by_matrix()
        self.sources = sorted(attacks_on(tree, marks).items())
        self.archives = sorted(archive_attacks.ATTACKS.items())
        self.forgers = sorted(LAB.forged().items())

    def write(self, count: int) -> list[Expected]:
        """Write so many."""
        self.folder.mkdir(parents=True)
        kinds = [kind for kind, share in SHARES for _ in range(round(share * count / 100))]
        kinds += ["right"] * (count - len(kinds))
        self.random.shuffle(kinds)
        turn = {kind: 0 for kind in kinds}
        expected = []
        for number, kind in enumerate(kinds):
            expected.append(getattr(self, f"write_{kind}")(f"s{number:03}", turn[kind]))
            turn[kind] += 1
        return expected

    def pack(self, student: str, files: Files) -> None:
        """As a student might who has read the instructions."""
        ending, packer = self.random.choice(PACKERS)
        packer(self.folder / (student + ending), files)

    def write_right(self, student: str, turn: int) -> Expected:
        self.pack(student, self.rights[turn % len(self.rights)])
        return Expected(student, points=LAB.max_points)

    def write_mutant(self, student: str, turn: int) -> Expected:
        name, (files, fails) = self.mutants[turn % len(self.mutants)]
        self.pack(student, files)
        return Expected(student, points=self.known.get(name), fails=fails)

    def write_starter(self, student: str, _turn: int) -> Expected:
        self.pack(student, LAB.empty)
        return Expected(student, points=0)

    def write_forger(self, student: str, turn: int) -> Expected:
        self.pack(student, self.forgers[turn % len(self.forgers)][1])
        return Expected(student, points=0)

    def write_source(self, student: str, turn: int) -> Expected:
        attack = self.sources[turn % len(self.sources)][1]
        write_zip(self.folder / f"{student}.zip", attack.files(LAB))
        status, points = attack.mark(LAB, "namespaces")
        return Expected(student, status, points)

    def write_archive(self, student: str, turn: int) -> Expected:
        name, (write, _) = self.archives[turn % len(self.archives)]
        ending = "".join(Path(name).suffixes)
        write(self.folder / (student + ending))
        # What does not end like an archive keeps its whole name.
        return Expected(student + (ending if ending == ".pdf" else ""), "rejected", 0)
