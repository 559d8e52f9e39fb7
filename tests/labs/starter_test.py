# starter_test.py -- starters as a student gets them: they build without a warning, stop at
# their first hole and say so, earn their baseline, give no solution away, and earn everything
# once the reference's bodies are filled in.

import functools
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from holes import fill, holes_of_tree
from mutants import grade
from start import lab_descriptions, tracked_files

TREE = Path(__file__).resolve().parents[2]
BUILD = TREE / "build/tests/starters"
GRADER = TREE / "build/grading/kumquat-grade"
LABS = lab_descriptions(TREE)
# Building and grading each starter takes long: LABS_PART of LABS_PARTS are tried (labs.mk).
PART, PARTS = (int(os.environ.get(key, default))
               for key, default in (("LABS_PART", "0"), ("LABS_PARTS", "1")))
TRIED = list(LABS)[PART % PARTS::PARTS]
# What students may have besides the compiler of this machine: those that are there are tried.
USUAL_COMPILER = "g++-" + subprocess.run(["g++", "-dumpversion"], capture_output=True, text=True,
                                         check=True).stdout.split(".")[0].strip()
OTHER_COMPILERS = [name for name in [f"g++-{version}" for version in range(10, 15)] +
                   [f"clang++-{version}" for version in range(14, 19)]
                   if shutil.which(name) and name != USUAL_COMPILER]
PROGRAMS = ("kernel", "user", "visualizer", "tools", "tests")
RUN_LENGTH = 12  # tokens of a solution that no starter may hold in a row


def without_comments(text: str) -> str:
    """A C++ text without what stands behind //."""
    return re.sub(r"//.*", "", text)


def make(*arguments: str) -> subprocess.CompletedProcess:
    """Call make as a person does, not as a part of the make that runs this test."""
    outside = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")
               and key not in ("MFLAGS", "LAB", "DIR", "CONTINUE", "TEST", "BUILD")}
    return subprocess.run(["make", "--no-print-directory", *arguments], capture_output=True,
                          text=True, check=False, env=outside)


def make_starter(lab: int, target: Path) -> subprocess.CompletedProcess:
    """`make start LAB=… DIR=…`"""
    return make("-C", str(TREE), "start", f"LAB={lab}", f"DIR={target}")


def tokens(text: str) -> list[str]:
    """Words and signs of a C++ text, comments included."""
    return re.findall(r"\w+|[^\w\s]", text)


def runs_of(words: list[str]) -> set[tuple[str, ...]]:
    """All runs of RUN_LENGTH tokens."""
    return {tuple(words[i:i + RUN_LENGTH]) for i in range(len(words) - RUN_LENGTH + 1)}


class Starter(unittest.TestCase):
    """One starter for each lab, made once."""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(BUILD, ignore_errors=True)
        BUILD.mkdir(parents=True)
        for lab in LABS:
            done = make_starter(lab, BUILD / f"lab{lab}")
            assert done.returncode == 0, done.stderr

    def test_says_what_to_do_next(self):
        shutil.rmtree(BUILD / "fresh", ignore_errors=True)
        done = make_starter(0, BUILD / "fresh")
        self.assertIn(f"holes to fill", done.stdout)
        self.assertIn(f"handouts/{LABS[0]['handout']}", done.stdout)

    def test_tells_how_to_go_on_and_not_how_to_get_it(self):
        for lab, description in LABS.items():
            for name in ("README.md", "handouts/README.md"):
                text = (BUILD / f"lab{lab}" / name).read_text()
                self.assertNotIn("make start", text)
                self.assertNotIn("make autograde", text)
                self.assertNotIn("(instructor/", text)
            text = (BUILD / f"lab{lab}" / "README.md").read_text()
            self.assertIn(f"read `handouts/{description['handout']}`", text)
            self.assertEqual(set(re.findall(r"LAB=(\d+)", text)), {str(lab)})

    def test_carries_my_own_work_on(self):
        mine, next_lab = BUILD / "mine", BUILD / "next"
        for tree in (mine, next_lab):
            shutil.rmtree(tree, ignore_errors=True)
        make_starter(0, mine)
        fill(mine, {"hexadecimal": ["    // my own way", "    static_cast<void>(value);"]})
        done = make("-C", str(TREE), "start", "LAB=1", f"DIR={next_lab}", f"CONTINUE={mine}")
        self.assertIn("still empty there: memory map", done.stdout)
        self.assertIn("// my own way", (next_lab / "kernel/debug/print.cpp").read_text())
        self.assertEqual((next_lab / "kernel/x86/descriptor.cpp").read_text(),
                         (BUILD / "lab1/kernel/x86/descriptor.cpp").read_text())

    def test_never_overwrites(self):
        done = make_starter(0, BUILD / "lab0")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("is not empty", done.stderr)

    def test_builds_without_a_warning(self):
        for lab in TRIED:
            with self.subTest(lab=lab):
                done = make("-C", str(BUILD / f"lab{lab}"), "kernel")
                self.assertEqual(done.returncode, 0, done.stderr[-2000:])
                self.assertNotIn("warning", done.stderr)

    def test_other_compilers_build_it_without_a_warning(self):
        for tree in [BUILD / f"lab{lab}" for lab in TRIED] or [TREE]:
            for compiler in OTHER_COMPILERS:
                with self.subTest(tree=tree.name, compiler=compiler):
                    folder = f"build/compilers/{compiler}"
                    done = make("-C", str(tree), "kernel", f"HOST_CXX={compiler}",
                                f"KERNEL_BUILD={folder}", f"USER={folder}/user")
                    self.assertEqual((done.returncode, done.stderr[:2000]), (0, ""))

    def test_earns_its_baseline_and_names_the_hole(self):
        for lab, description in ((lab, LABS[lab]) for lab in TRIED):
            with self.subTest(lab=lab):
                result = grade(GRADER, BUILD / f"lab{lab}", lab)
                self.assertNotIn("build_error", result)
                self.assertEqual(result["points"], description.get("baseline", 0))
                failed = [test for test in result["tests"] if test["status"] == "failed"]
                self.assertEqual({test["kind"] for test in failed}, {"hole"})
                for test in failed:
                    self.assertRegex(test["saw"], rf'^Lab {lab}, hole "[a-z ]+" is still empty\. '
                                     rf'handouts/{description["handout"]}#[\w-]+$')

    def test_earlier_labs_have_full_marks(self):
        for lab in TRIED:
            for earlier in (number for number in LABS if number < lab):
                with self.subTest(lab=lab, earlier=earlier):
                    result = grade(GRADER, BUILD / f"lab{lab}", earlier)
                    self.assertEqual(result["points"], result["max_points"])

    def test_filled_in_it_is_the_reference_and_earns_everything(self):
        reference = {name: hole.body for name, (_, hole) in holes_of_tree(TREE).items()}
        for lab in TRIED:
            with self.subTest(lab=lab):
                filled = BUILD / f"filled{lab}"
                shutil.copytree(BUILD / f"lab{lab}", filled)
                fill(filled, reference)
                for path, _ in holes_of_tree(TREE).values():
                    self.assertEqual((filled / path).read_text(), (TREE / path).read_text())
                result = grade(GRADER, filled, lab)
                self.assertEqual(result["points"], result["max_points"])

    def test_gives_no_solution_away(self):
        holes = holes_of_tree(TREE)
        solutions = {name: runs_of(tokens("\n".join(hole.body)))
                     for name, (_, hole) in holes.items()}
        all_solutions = set().union(*solutions.values())

        @functools.cache  # most files are the same in all starters
        def shown_by(text: str) -> set[tuple[str, ...]]:
            return runs_of(tokens(text)) & all_solutions

        for lab in LABS:
            starter = BUILD / f"lab{lab}"
            there, given = set(), set()
            for path in tracked_files(TREE):
                file = starter / path
                if not file.is_file() or file.suffix in (".png", ".svg") or "traces" in path.parts:
                    continue
                text = file.read_text(errors="replace")
                there |= shown_by(text)
                if path.parts[0] in PROGRAMS and file.suffix != ".json":  # alike because both are C++
                    given |= shown_by(without_comments(text))
            for name, (path, hole) in holes.items():
                if hole.lab < lab:
                    continue
                leaked = solutions[name] & (there - given)
                with self.subTest(starter=lab, hole=name, file=path):
                    self.assertEqual(leaked, set())

    def test_a_leak_would_be_found(self):
        name, (_, hole) = next(iter(holes_of_tree(TREE).items()))
        body = runs_of(tokens("\n".join(hole.body)))
        self.assertTrue(body, f"hole \"{name}\" is shorter than {RUN_LENGTH} tokens")
        self.assertTrue(body & runs_of(tokens("before\n" + "\n".join(hole.body) + "behind")))

    def test_keeps_back_mutants_and_liars(self):
        for pattern in ("labs/*/mutants", "labs/*/alternatives", "labs/*/NOTES.md", "tests/labs",
                        "kernel/ipc/message_path.S", "tests/visualizer/pictures", ".git"):
            self.assertEqual(list((BUILD / "lab0").glob(pattern)), [])
