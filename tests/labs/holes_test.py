# holes_test.py -- the starter generator on made-up sources.

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from holes import HoleError, find_holes, holes_of_tree, replace_bodies
from start import StartError, check_target, with_stubs, write_starter

SOURCE = """#include "kernel/a.hpp"

int one() {
    // LAB 3 BEGIN first thing: count to one
    return 1;
    // LAB 3 END
}

int two() {
    // LAB 3 BEGIN second: count to two
    int n = 1;
    return n + 1;
    // LAB 3 END
}
"""
LABS = {3: {"lab": 3, "handout": "03-x.md", "holes": [{"name": "first thing", "anchor": "one"},
                                                     {"name": "second", "anchor": "two"}]}}


TREE = Path(__file__).resolve().parents[2]


def read_by(source: Path) -> set[Path]:
    """A file of the tree, and all that it includes."""
    found, left = set(), [source]
    while left:
        file = left.pop()
        if file not in found and file.is_file():
            found.add(file)
            left += [TREE / name for name in re.findall(r'^#include "(.+)"', file.read_text(), re.M)]
    return found


class Holes(unittest.TestCase):
    """Markers, bodies, stubs."""

    def test_finds_name_title_and_body(self):
        first, second = find_holes(SOURCE, "a.cpp")
        self.assertEqual((first.lab, first.name, first.title, first.body),
                         (3, "first thing", "count to one", ["    return 1;"]))
        self.assertEqual(len(second.body), 2)

    def test_putting_bodies_back_gives_the_file_again(self):
        bodies = {hole.name: hole.body for hole in find_holes(SOURCE, "a.cpp")}
        stubbed = with_stubs(SOURCE, Path("a.cpp"), 3, LABS)
        self.assertNotIn("return n + 1", stubbed)
        refilled = replace_bodies(stubbed, "a.cpp", bodies)
        self.assertEqual(refilled.replace('#include "kernel/debug/hole.hpp"\n', ""), SOURCE)

    def test_stub_names_lab_hole_and_section(self):
        self.assertIn('    KUMQUAT_HOLE(3, "first thing", "03-x.md#one");',
                      with_stubs(SOURCE, Path("a.cpp"), 3, LABS))

    def test_earlier_labs_stay_filled(self):
        self.assertEqual(with_stubs(SOURCE, Path("a.cpp"), 4, LABS), SOURCE)

    def test_hole_outside_lab_json_is_refused(self):
        with self.assertRaisesRegex(StartError, "stands in no lab.json"):
            with_stubs(SOURCE, Path("a.cpp"), 3, {})

    def test_markers_out_of_place_are_refused(self):
        for wrong, why in (
                ("// LAB 1 BEGIN a: b\n// LAB 1 BEGIN c: d\n", "begins inside"),
                ("// LAB 1 BEGIN a: b\n", "has no end"),
                ("// LAB 1 END\n", "closes no hole"),
                ("// LAB 1 BEGIN a: b\n// LAB 2 END\n", "closes no hole"),
                ("// LAB one BEGIN a\n", "not a marker"),
                ("// LAB 1 BEGIN a: b\n// LAB 1 END\n// LAB 2 BEGIN c: d\n// LAB 2 END\n",
                 "one lab only")):
            with self.assertRaisesRegex(HoleError, why):
                find_holes(wrong, "a.cpp")

    def test_a_tree_inside_another_checkout_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder) / "ignored"
            (tree / "labs/lab03-x").mkdir(parents=True)
            (tree / "labs/lab03-x/lab.json").write_text('{"lab": 3, "title": "X"}')
            (Path(folder) / ".gitignore").write_text("ignored\n")
            subprocess.run(["git", "init", "-q", folder], check=True)
            with self.assertRaisesRegex(StartError, "does not hold its files"):
                write_starter(tree, 3, Path(folder) / "starter", None)

    def test_a_directory_with_files_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "mine.txt").write_text("mine")
            with self.assertRaisesRegex(StartError, "not empty"):
                check_target(Path("."), Path(folder))

    def test_what_tests_in_the_kernel_include_belongs_to_nobody(self):
        # Else a student's header would be part of tests that are trusted.
        handed_in = {TREE / path for path, _ in holes_of_tree(TREE).values()}
        for guest in TREE.glob("labs/*/guest_*.cpp"):
            self.assertGreater(len(read_by(guest)), 1)
            self.assertEqual(read_by(guest) & handed_in, set(), guest)
