#!/usr/bin/env python3
# kernel_mutants.py -- proves the kernel's tests: `make kernel-mutants [FAULT=name]`.
# Each fault of tests/mutation/*.faults is put into a copy of the kernel; the test that the fault
# names must fail there, and holds for the kernel as it is. Writes build/kernel-mutants.json.
# How they are written stands in tools/start/faults.py; `with: SCHED=lazy` asks for a kernel with
# other switches. The tests:
#     conf-NAME          a guest of tests/conformance in QEMU; `bochs conf-NAME`: in Bochs
#     traces NAME        the trace of a guest program, judged by the specification
#     kernel FILTER      tests of tests/kernel;  `host PROGRAM FILTER`: of a program below build/

import argparse
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/start"))

from faults import FaultError, Listed, faults_below
from start import StartError, mirror

MINUTES_FOR_A_TEST = 5


@dataclass
class Fault:
    """One wrong line in the kernel, and what came of it."""

    listed: Listed
    problem: str = ""  # why it proves the tests wrong; empty: it was killed
    claim: str = ""  # the first that failed
    seconds: float = 0

    def __post_init__(self) -> None:
        keys = self.listed.keys
        self.name, self.file, self.bug = keys["fault"], keys["file"], keys["bug"]
        self.killer, self.switches = keys["killed by"], keys.get("with", "")

    def applied_to(self, source: str) -> str:
        """The file with the fault in it."""
        return self.listed.applied_to(source, self.file)

    def kernel_build(self) -> str:
        """The folder of its kernel, in the tree and in each copy."""
        switches = "-".join(self.switches.split()).replace("=", "-")
        return f"build/kernel-mutants/{switches}" if switches else "build/kernel"


def all_faults(tree: Path) -> list[Fault]:
    """Every fault, each with a name of its own, none stale."""
    faults = [Fault(listed) for listed in faults_below(
        tree / "tests/mutation", ("fault", "file", "bug", "killed by"), ("with",))]
    names, stale = [fault.name for fault in faults], []
    for fault in faults:
        if names.count(fault.name) != 1:
            raise FaultError(f"{fault.listed.where} stands there twice.")
        try:
            fault.applied_to((tree / fault.file).read_text())
        except (FaultError, FileNotFoundError) as error:
            stale.append(str(error))
    if stale:
        raise FaultError("\n".join(stale))
    return faults


def first_of_each_file(faults: list[Fault]) -> list[Fault]:
    """A part that stands for the whole, of the kernel with its default switches."""
    chosen: dict[str, Fault] = {}
    for fault in faults:
        if not fault.switches and not fault.file.endswith(".hpp"):
            chosen.setdefault(fault.file, fault)
    return list(chosen.values())


def run(command: list, **options) -> subprocess.CompletedProcess:
    """A command that may fail, with what it says."""
    return subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, check=False, **options)


class Copy:
    """A copy of the sources, of which one file at a time is made wrong."""

    def __init__(self, tree: Path, number: int):
        self.tree, self.root = tree, tree / f"build/kernel-mutants/tree{number}"
        mirror(tree, self.root)

    def restore(self, fault: Fault) -> None:
        """The kernel as it is: make has nothing to do."""
        shutil.copy2(self.tree / fault.file, self.root / fault.file)
        good, copy = self.tree / fault.kernel_build(), self.root / fault.kernel_build()
        for path in good.rglob("*"):
            ours = copy / path.relative_to(good)
            if path.is_file() and (not ours.exists()
                                   or ours.stat().st_mtime != path.stat().st_mtime):
                ours.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, ours)

    def build(self, fault: Fault) -> str:
        """Make the kernel with the fault in it. \\return what went wrong, or nothing"""
        self.restore(fault)
        (self.root / fault.file).write_text(fault.applied_to((self.tree / fault.file).read_text()))
        made = run(["make", "WERROR=", "--no-print-directory", "-C", self.root, *target_of(fault),
                    f"KERNEL_BUILD={fault.kernel_build()}", *fault.switches.split()])
        return "" if made.returncode == 0 else f"does not build:\n{made.stdout[-600:]}"

    def kernel(self, fault: Fault) -> Path:
        """The image with the fault in it."""
        return self.root / fault.kernel_build() / "kumquat.elf"


def target_of(fault: Fault) -> list[str]:
    """What make has to make, in a copy, for the fault's test."""
    return ["build/" + fault.killer.split()[1]] if fault.killer.startswith("host ") else ["kernel"]


def test_command(tree: Path, killer: str, kernel: Path, root: Path) -> list:
    """The test of a fault, for any kernel."""
    conformance = [tree / "build/conformance/run", "--build", tree / "build"]
    match killer.split():
        case ["bochs", guest]:
            return [*conformance, "--bochs", "--guest", guest, kernel]
        case ["traces", guest]:
            folder = kernel.parent / "traces"
            return [tree / "tests/model/check_guests", tree / "build/tools/kumquat-run",
                    tree / "build/tests/model/check-trace", kernel, tree / "build/user/sigma0",
                    folder, folder / "result", tree / "build/user" / guest]
        case ["kernel", tests]:
            return [tree / "build/kernel-test/kernel_test", "--gtest_brief=1",
                    f"--gtest_filter={tests}"]
        case ["host", program, tests]:
            return [root / "build" / program, "--gtest_brief=1", f"--gtest_filter={tests}"]
        case [guest]:
            return [*conformance, "--guest", guest, kernel]
    raise FaultError(f"I do not know the test `{killer}`.")


def failure_of(tree: Path, killer: str, kernel: Path, root: Path) -> str:
    """The first line that says what fails; empty if the test passes."""
    environment = {**os.environ, "KUMQUAT_KERNEL": str(kernel)}
    try:
        test = run(test_command(tree, killer, kernel, root), env=environment,
                   timeout=60 * MINUTES_FOR_A_TEST)
    except subprocess.TimeoutExpired:
        return "it never ended"
    if test.returncode == 0:
        return ""
    if test.returncode not in (1, -6) or "needs another kernel" in test.stdout:
        raise FaultError(f"The test `{killer}` could not be tried:\n{test.stdout[-600:]}")
    telling = [line for line in test.stdout.splitlines()
               if re.search(r"broken|never stated|otherwise|stopped|Failure|FAILED|: \[", line)]
    return (telling or test.stdout.splitlines() or ["it failed"])[0]


def try_fault(fault: Fault, copy: Copy) -> None:
    """Build, test, and note what came of it."""
    start = time.monotonic()
    fault.problem = copy.build(fault)
    if not fault.problem:
        fault.claim = failure_of(copy.tree, fault.killer, copy.kernel(fault), copy.root)
        fault.problem = "" if fault.claim else "survived"
    copy.restore(fault)
    fault.seconds = time.monotonic() - start


def work(todo: "queue.Queue[Fault]", copy: Copy) -> None:
    """Try faults until none is left."""
    while True:
        try:
            fault = todo.get_nowait()
        except queue.Empty:
            return
        try:
            try_fault(fault, copy)
        except (FaultError, OSError) as error:
            fault.problem = str(error)
        print(row_of(fault), flush=True)


def row_of(fault: Fault) -> str:
    """One line of the table."""
    verdict = fault.killer if not fault.problem else fault.problem
    return (f"{fault.name:<36} {fault.file.removeprefix('kernel/'):<36} {fault.seconds:5.1f} s  "
            f"{verdict}")


def run_all(tree: Path, faults: list[Fault], jobs: int) -> None:
    """Try all faults, several at a time."""
    todo: "queue.Queue[Fault]" = queue.Queue()
    for fault in sorted(faults, key=lambda fault: fault.switches):
        todo.put(fault)
    copies = [Copy(tree, number) for number in range(min(jobs, len(faults)))]
    workers = [threading.Thread(target=work, args=(todo, copy)) for copy in copies]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def build_good_kernels(tree: Path, faults: list[Fault]) -> None:
    """What the copies start from."""
    for switches in sorted({fault.switches for fault in faults}):
        fault = next(fault for fault in faults if fault.switches == switches)
        made = run(["make", "WERROR=", "--no-print-directory", "-C", tree, "kernel", *switches.split(),
                    f"KERNEL_BUILD={fault.kernel_build()}"])
        if made.returncode != 0:
            raise FaultError(f"The kernel itself does not build:\n{made.stdout[-600:]}")


def check_good_kernels(tree: Path, faults: list[Fault]) -> list[str]:
    """The tests that fail although nothing is wrong: they would kill anything."""
    tests = {(fault.killer, fault.kernel_build()) for fault in faults
             if not fault.killer.startswith("host ")}
    found = [(killer, failure_of(tree, killer, tree / build / "kumquat.elf", tree))
             for killer, build in sorted(tests)]
    return [f"{killer} fails without any fault: {why}" for killer, why in found if why]


def write_summary(tree: Path, faults: list[Fault]) -> None:
    """build/kernel-mutants.json, in the order of the lists."""
    rows = [{"name": fault.name, "file": fault.file, "bug": fault.bug, "killed_by": fault.killer,
             "killed": not fault.problem, "claim": fault.claim, "seconds": round(fault.seconds, 1)}
            for fault in faults]
    summary = {"format": "kumquat-kernel-mutants", "version": 1, "mutants": len(faults),
               "killed": sum(row["killed"] for row in rows), "faults": rows}
    (tree / "build/kernel-mutants.json").write_text(json.dumps(summary, indent=2) + "\n")


def main() -> int:
    """0: every fault was killed; 1: not; 2: could not try."""
    parser = argparse.ArgumentParser(description="Prove the kernel's tests with seeded faults.")
    parser.add_argument("--tree", type=Path, default=Path("."))
    parser.add_argument("--fault", action="append", help="only this fault; may be repeated")
    parser.add_argument("--quick", action="store_true", help="one fault of each file")
    parser.add_argument("--check", action="store_true", help="only look whether any is stale")
    parser.add_argument("--result", type=Path, help="write the counts to this file")
    parser.add_argument("--jobs", type=int, default=2, help="faults at a time")
    arguments = parser.parse_args()
    tree = arguments.tree.resolve()
    try:
        faults = all_faults(tree)
        everything = not arguments.fault and not arguments.quick
        if arguments.fault:
            faults = [fault for fault in faults if fault.name in arguments.fault]
        if arguments.quick:
            faults = first_of_each_file(faults)
        if not faults:
            raise FaultError("There is no such fault.")
        problems = []
        if not arguments.check:
            build_good_kernels(tree, faults)
            run_all(tree, faults, arguments.jobs)
            problems = check_good_kernels(tree, faults) if everything else []
    except (FaultError, StartError) as error:
        print(error, file=sys.stderr)
        return 2
    survivors = [fault for fault in faults if fault.problem]
    if everything and not arguments.check:
        write_summary(tree, faults)
    for problem in problems:
        print(problem)
    done = "are not stale" if arguments.check else "killed"
    print(f"{len(faults) - len(survivors)} of {len(faults)} faults {done}")
    if arguments.result:
        arguments.result.parent.mkdir(parents=True, exist_ok=True)
        arguments.result.write_text(f"{len(faults) - len(survivors)} passed, "
                                    f"{len(survivors) + len(problems)} failed\n")
    return 1 if survivors or problems else 0


if __name__ == "__main__":
    sys.exit(main())
