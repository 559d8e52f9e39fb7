#!/usr/bin/env python3
# mutants.py -- proves the grader: `make mutants [LAB=n]`.
# Every wrong solution of labs/*/mutants/*.faults must lose points, and those of the claim that it
# names (tools/start/faults.py says how they are written); the liar of each lab and its forgers must get
# none; the reference and other right solutions, in labs/*/alternatives, must get all. Writes
# build/mutants.json (grading/mutants.schema.json) and build/mutants.html; with --lab the rows of the
# other labs stay.
# "Those of the claim that it names": that one has failed, or was not run since one that it needs has
# failed. Whether a claim is needed at all is counted by what failed only: at most three of a lab may
# find no wrong solution alone.
# A test whose numbers are drawn may miss a wrong solution now and then: --times finds that.
# Each worker has a tree of its own, in which one file at a time is made wrong, so that only
# that file is compiled again. Grades are kept (kept_grades.py): a run that was stopped goes on.

import argparse
import json
import queue
import resource
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from faults import FaultError, faults_below
from holes import HoleError, bodies_in, fill, holes_of_tree
from kept_grades import KeptGrades
from kill_matrix import page
from start import lab_descriptions, mirror


# A lab may have so many claims that find no wrong solution alone.
MOST_NEVER_ALONE = 3


@dataclass
class Variant:
    """A reference kernel with some holes filled otherwise."""

    lab: int
    name: str
    kind: str  # "reference", "alternative", "mutant", "liar", "forger"
    bodies: dict[str, list[str]]
    fails: str = ""  # the claim that must fail
    bug: str = ""  # what a mutant does wrong, in words
    grade: dict = field(default_factory=dict)

    def failed_claims(self) -> list[str]:
        return [test["name"] for test in self.grade["tests"] if test["status"] == "failed"]

    def passed(self, claim: str) -> bool:
        """Whether a claim found nothing. One that was not run, since one that it needs has failed,
        has no points either."""
        statuses = {test["name"]: test["status"] for test in self.grade["tests"]}
        return statuses.get(claim, "passed") == "passed"

    def blamed_hole(self) -> str:
        """The hole to which the report sends the student first."""
        holes = [test.get("hole") for test in self.grade["tests"] if test["status"] == "failed"]
        return holes[0] or "" if holes else ""

    def problem(self) -> str:
        """Why this variant proves the grader wrong; empty if it does not."""
        points, most = self.grade["points"], self.grade["max_points"]
        if self.grade.get("build_error"):
            return f"does not build: {self.grade['build_error']}"
        if self.kind in ("reference", "alternative"):
            return "" if points == most else f"{points} of {most}; failed: {self.failed_claims()}"
        if self.kind in ("liar", "forger"):
            return "" if points == 0 else f"it got {points} points"
        if points == most:
            return "survived: no claim failed"
        if self.passed(self.fails):
            return f"{self.fails} did not fail, but {self.failed_claims()}"
        return ""


def mutants_of(folder: Path, lab: int, reference: dict[str, list[str]]) -> list[Variant]:
    """The wrong solutions of a lab: each is the reference with a fault in one hole."""
    found = []
    for file in folder.glob("*.cpp"):
        raise FaultError(f"{file}: write it as a fault of a list, as tools/start/faults.py says.")
    for fault in faults_below(folder, ("fault", "hole", "bug", "killed by")):
        hole = fault.keys["hole"]
        if hole not in reference:
            raise FaultError(f"{fault.where}: there is no hole \"{hole}\".")
        body = fault.applied_to("\n".join(reference[hole]), f"the hole \"{hole}\"")
        found.append(Variant(lab, fault.keys["fault"], "mutant", {hole: body.split("\n")},
                             fault.keys["killed by"], fault.keys["bug"]))
    return found


def forgers(lab: int, files: list[Path], holes: list[dict]) -> list[Variant]:
    """A forger's file has one body, which stands in every hole of the lab in the same language."""
    found = []
    for file in files:
        body, = bodies_in(file).values()
        in_assembler = file.suffix == ".S"
        bodies = {hole["name"]: body for hole in holes
                  if hole["file"].endswith(".S") == in_assembler}
        found += [Variant(lab, file.stem, "forger", bodies)] if bodies else []
    return found


def sources_in(folder: Path) -> list[Path]:
    """The files of C++ and assembler of a folder."""
    return sorted(file for file in folder.glob("*") if file.suffix in (".cpp", ".S"))


def variants_of(folder: Path, description: dict, reference: dict[str, list[str]]) -> list[Variant]:
    """The reference, other right solutions, all mutants, the liar and the forgers of one lab. Some
    forgers are those of all labs that are tested in ring 3."""
    lab = description["lab"]
    forging = sources_in(folder / "mutants/forgers")
    if "program" in description:
        forging += sources_in(folder.parent / "programs/mutants/forgers")
    liar = {}
    for file in sources_in(folder / "mutants/liar"):
        liar |= bodies_in(file)
    found = [Variant(lab, "reference", "reference", {}), Variant(lab, "liar", "liar", liar)]
    found += [Variant(lab, file.stem, "alternative", bodies_in(file))
              for file in sources_in(folder / "alternatives")]
    found += forgers(lab, forging, description["holes"])
    return found + mutants_of(folder / "mutants", lab, reference)


def part_of(variants: list[Variant], part: int, parts: int) -> list[Variant]:
    """Every reference and liar, and of the others every `parts`-th, beginning with number `part`."""
    always = [variant for variant in variants if variant.kind in ("reference", "liar")]
    others = [variant for variant in variants if variant not in always]
    return always + others[part % parts::parts]


def broad_first(variants: list[Variant]) -> list[Variant]:
    """First all but mutants, then one mutant for each claim, then a second for each…: so a run
    that is stopped early has seen every claim at work."""
    turns: dict[tuple[int, str], int] = {}
    order = []
    for index, variant in enumerate(variants):
        claim = (variant.lab, variant.fails)
        turns[claim] = turns.get(claim, 0) + 1
        order.append((turns[claim] if variant.kind == "mutant" else 0, index))
    return [variants[index] for _, index in sorted(order)]


def reference_of(tree: Path) -> dict[str, list[str]]:
    """The body of every hole, by name."""
    return {name: hole.body for name, (_, hole) in holes_of_tree(tree).items()}


def copy_tree(tree: Path, target: Path) -> None:
    """All files, and kernels already built, with their times: make has nothing to do."""
    mirror(tree, target)
    for path in (tree / "build/grade").glob("lab*"):
        if not (target / "build/grade" / path.name).exists():
            shutil.copytree(path, target / "build/grade" / path.name)


def grade(grader: Path, tree: Path, lab: int, test: str = "") -> dict:
    """What the grader says about one lab of a tree, or about one claim."""
    only = ["--test", test] if test else []
    run = subprocess.run([grader, "--tree", tree, "--lab", str(lab), "--json", *only],
                         capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise HoleError(f"The grader could not grade {tree}: {run.stderr}{run.stdout[-500:]}")
    return json.loads(run.stdout)["labs"][0]


def work(todo: "queue.Queue[Variant]", grader: Path, tree: Path, kept: KeptGrades | None,
         times: int, problems: list[str]) -> None:
    """Grade variants until none is left; the tree is the reference again after each.

    Without `kept` each is tried at the claim that it names only, a wrong one so many times, or until it
    survives."""
    reference = reference_of(tree)
    while True:
        try:
            variant = todo.get_nowait()
        except queue.Empty:
            return
        try:
            fill(tree, variant.bodies)
            for _ in range(times):
                variant.grade = grade(grader, tree, variant.lab, "" if kept else variant.fails)
                if variant.problem() or not variant.fails:
                    break
            if kept:
                kept.keep(variant.lab, variant.name, variant.bodies, variant.grade)
        except HoleError as error:
            problems.append(f"lab {variant.lab} {variant.name}: {error}")
            variant.grade = {"points": 0, "max_points": 0, "tests": [], "build_error": "?"}
        finally:
            fill(tree, reference)


def cpu_seconds() -> float:
    """What all that was started so far has taken of the processors."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def build_references(variants: list[Variant], grader: Path, tree: Path) -> None:
    """Build each lab's kernel once, by its first claim; the workers copy what was built."""
    for lab in sorted({variant.lab for variant in variants}):
        first = lab_descriptions(tree)[lab]["stages"][0]["claims"][0]["name"]
        grade(grader, tree, lab, first)


def run_all(variants: list[Variant], grader: Path, tree: Path, jobs: int,
            kept: KeptGrades | None, times: int = 1) -> list[str]:
    """Grade all variants that were not graded before; returns what went wrong."""
    problems: list[str] = []
    for variant in variants:
        variant.grade = kept and kept.find(variant.lab, variant.name, variant.bodies) or {}
    new = [variant for variant in variants if not variant.grade]
    build_references(new, grader, tree)
    before = cpu_seconds()
    todo: "queue.Queue[Variant]" = queue.Queue()
    for variant in broad_first(new):
        todo.put(variant)
    workers = []
    for index in range(min(jobs, len(new))):
        copy = tree / f"build/mutants/tree{index}"
        copy_tree(tree, copy)
        workers.append(threading.Thread(target=work, args=(todo, grader, copy, kept, times, problems)))
        workers[-1].start()
    for worker in workers:
        worker.join()
    print(f"{len(new)} of {len(variants)} solutions were graded now, "
          f"in {cpu_seconds() - before:.0f} seconds of the processor.")
    return problems


def claims_of(variants: list[Variant]) -> list[str]:
    """Names of all claims that were run, in their order."""
    longest = max((variant.grade["tests"] for variant in variants), key=len, default=[])
    return [test["name"] for test in longest]


def with_rows_of(result: dict, earlier: Path) -> dict:
    """The result with those rows of an earlier file that it does not have itself."""
    rows = json.loads(earlier.read_text())["labs"] if earlier.exists() else []
    own = {row["lab"] for row in result["labs"]}
    kept = [row for row in rows if row["lab"] not in own and "never_alone" in row]
    return result | {"labs": sorted(kept + result["labs"], key=lambda row: row["lab"])}


def write(result: dict, tree: Path) -> None:
    """The files that people and other programs read."""
    file = tree / "build/mutants.json"
    whole = with_rows_of(result, file)
    file.write_text(json.dumps(whole, indent=2) + "\n")
    (tree / "build/mutants.html").write_text(page(whole))


def never_alone(claims: list[str], kills: list[list[str]]) -> list[str]:
    """The claims without which every wrong solution would be found, too."""
    needed = {killers[0] for killers in kills if len(killers) == 1}
    return [claim for claim in claims if claim not in needed]


def problems_of_claims(lab: dict) -> list[str]:
    """A claim that never finds anything alone proves nothing: few may be like that."""
    idle = lab["never_alone"]
    return [] if len(idle) <= MOST_NEVER_ALONE else [
        f"lab {lab['lab']}: {len(idle)} claims find no wrong solution that no other claim finds; "
        f"{MOST_NEVER_ALONE} may. Write one for each, or drop claims: {', '.join(idle)}"]


def summary(variants: list[Variant]) -> dict:
    """build/mutants.json: for each lab how many died, and what the liar got."""
    labs = []
    for lab in sorted({variant.lab for variant in variants}):
        of_lab = [variant for variant in variants if variant.lab == lab]
        mutants = [variant for variant in of_lab if variant.kind == "mutant"]
        survivors = [variant.name for variant in mutants if variant.problem()]
        claims, kills = claims_of(of_lab), {v.name: v.failed_claims() for v in mutants}
        misled = {v.name: v.blamed_hole() for v in mutants if v.blamed_hole() not in v.bodies}
        labs.append({
            "lab": lab, "mutants": len(mutants), "killed": len(mutants) - len(survivors),
            "liar_points": sum(v.grade["points"] for v in of_lab
                               if v.kind in ("liar", "forger")),
            "reference_points": sum(v.grade["points"] for v in of_lab if v.kind == "reference"),
            "alternatives": sum(v.kind == "alternative" and not v.problem() for v in of_lab),
            "survivors": survivors,
            "claims": claims,
            "never_alone": never_alone(claims, list(kills.values())),
            "bugs": {v.name: v.bug for v in mutants},
            "located": len(mutants) - len(misled),
            "misled": misled,
            "kills": kills})
    return {"format": "kumquat-mutants", "version": 1, "labs": labs}


def main() -> int:
    """0: every variant got what it deserves; 1: not; 2: could not try."""
    parser = argparse.ArgumentParser(description="Prove the grader with wrong solutions.")
    parser.add_argument("--tree", type=Path, default=Path("."))
    parser.add_argument("--grader", type=Path, default=Path("build/grading/kumquat-grade"))
    parser.add_argument("--lab", type=int, help="only this lab")
    parser.add_argument("--quick", action="store_true",
                        help="try only the claim that a mutant names, not all of the lab's")
    parser.add_argument("--times", type=int, default=1,
                        help="try each wrong solution so often, each time with other drawn numbers; implies --quick")
    parser.add_argument("--part", nargs=2, type=int, metavar=("K", "N"),
                        help="only every N-th from the K-th on, and all references and liars; "
                             "writes no files")
    parser.add_argument("--variant", action="append",
                        help="only the variants of this name; writes no files")
    parser.add_argument("--jobs", type=int, default=2, help="variants at a time")
    arguments = parser.parse_args()
    tree, grader = arguments.tree.resolve(), arguments.grader.resolve()
    variants = []
    try:
        for lab, description in lab_descriptions(tree).items():
            if arguments.lab in (None, lab):
                folder = next(tree.glob(f"labs/lab{lab:02}-*"))
                variants += variants_of(folder, description, reference_of(tree))
        if arguments.part:
            variants = part_of(variants, *arguments.part)
        if arguments.variant:
            variants = [variant for variant in variants if variant.name in arguments.variant]
        is_quick = arguments.quick or arguments.times > 1
        kept = None if is_quick else KeptGrades(tree, {v.lab for v in variants})
        problems = run_all(variants, grader, tree, arguments.jobs, kept, arguments.times)
    except (FaultError, HoleError) as error:
        print(error, file=sys.stderr)
        return 2
    problems += [f"lab {v.lab} {v.kind} {v.name}: {v.problem()}" for v in variants if v.problem()]
    result = summary(variants)
    if not (is_quick or arguments.variant or arguments.part):
        write(result, tree)
        for lab in result["labs"]:
            problems += problems_of_claims(lab)
    for lab in result["labs"]:
        print(f"lab {lab['lab']}: {lab['killed']} of {lab['mutants']} mutants killed, "
              f"liar and forgers got {lab['liar_points']} points")
    for problem in problems:
        print(f"  {problem}")
    wrong = sum(bool(variant.problem()) for variant in variants)
    print(f"{len(variants) - wrong} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
