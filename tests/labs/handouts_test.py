# handouts_test.py -- every section and promise that a lab names exists; every kernel file has its
# place in the reading order; every link and figure of a handout leads somewhere.

import re
import unittest
from pathlib import Path

from holes import holes_of_tree
from start import lab_descriptions

TREE = Path(__file__).resolve().parents[2]
HANDOUTS = TREE / "handouts"


def anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub and pandoc make it."""
    text = re.sub(r"[`*]", "", heading.strip().lower())
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text))


def anchors(file: Path) -> set[str]:
    """All anchors of a Markdown file; code blocks are not looked at."""
    text = re.sub(r"```.*?```", "", file.read_text(), flags=re.S)
    return {anchor(line.lstrip("#")) for line in text.split("\n") if line.startswith("#")}


class Handouts(unittest.TestCase):
    """Anchors, links, reading order."""

    def test_sections_of_labs_exist(self):
        for lab in lab_descriptions(TREE).values():
            there = anchors(HANDOUTS / lab["handout"])
            wanted = {hole["anchor"] for hole in lab["holes"]}
            wanted |= {claim["anchor"] for stage in lab["stages"] for claim in stage["claims"]}
            self.assertEqual(wanted - there, set(), lab["handout"])

    def test_promises_that_claims_cite_exist(self):
        promises = set(re.findall(r"\*\*\[([\w.]+)\]\*\*", (HANDOUTS / "reference/l4-v2.md").read_text()))
        self.assertGreater(len(promises), 300)
        for lab in lab_descriptions(TREE).values():
            for stage in lab["stages"]:
                for claim in stage["claims"]:
                    cited = re.findall(r"[a-z]\w*(?:\.\w+)*\.\d+", claim.get("source", "").partition("ABI ")[2])
                    self.assertEqual(set(cited) - promises, set(), claim["name"])

    def test_stages_of_holes_exist(self):
        for lab in lab_descriptions(TREE).values():
            stages = [stage["name"] for stage in lab["stages"]]
            for hole in lab["holes"]:
                self.assertIn(hole.get("stage", stages[0]), stages, hole["name"])

    def test_holes_stand_where_lab_json_says(self):
        found = {name: (hole.lab, str(path)) for name, (path, hole) in holes_of_tree(TREE).items()}
        said = {hole["name"]: (lab["lab"], hole["file"])
                for lab in lab_descriptions(TREE).values() for hole in lab["holes"]}
        self.assertEqual(found, said)

    def test_every_kernel_file_has_its_place_in_the_reading_order(self):
        listed = re.findall(r"^- `(kernel/[^`]+)`: \S", (HANDOUTS / "README.md").read_text(), re.M)
        files = {str(file.relative_to(TREE)) for file in (TREE / "kernel").rglob("*")
                 if file.suffix in (".cpp", ".hpp", ".S", ".ld")}
        self.assertEqual(sorted(listed), sorted(set(listed)), "a file is listed twice")
        self.assertEqual(files - set(listed), set(), "files without a place")
        self.assertEqual(set(listed) - files, set(), "files that do not exist")

    def test_commands_exist(self):
        targets = {name for file in (TREE / "Makefile", *TREE.rglob("*.mk"))
                   for names in re.findall(r"^([a-z][a-z0-9 -]*):(?!=)", file.read_text(), re.M)
                   for name in names.split()}
        claims = {claim["name"] for lab in lab_descriptions(TREE).values()
                  for stage in lab["stages"] for claim in stage["claims"]}
        rows = set(re.findall(r'^ {8}\{"([\w.]+)",$', (TREE / "tools/bench/rows.cpp").read_text(), re.M))
        for page in sorted(HANDOUTS.rglob("*.md")):
            for command in re.findall(r"(?:^|`)make ([a-z][^`\n]*)", page.read_text(), re.M):
                self.assertIn(command.split()[0], targets, f"{page.name}: make {command}")
                self.assertLessEqual(set(re.findall(r"TEST=(\w+\.\w+)", command)), claims, page.name)
                for named in re.findall(r'ROW=(?:"([^"]+)"|([\w.]+))', command):
                    self.assertLessEqual(set(" ".join(named).split()), rows, page.name)

    def test_lines_can_be_read_in_an_editor(self):
        for page in sorted(HANDOUTS.rglob("*.md")):
            for number, line in enumerate(page.read_text().split("\n"), 1):
                self.assertLessEqual(len(line), 400, f"{page.name}:{number}")

    def test_links_and_figures_exist(self):
        for page in sorted(HANDOUTS.rglob("*.md")):
            for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
                if target.startswith(("http:", "https:")):
                    continue
                name, _, section = target.partition("#")
                file = (page.parent / name).resolve() if name else page
                self.assertTrue(file.exists(), f"{page.name}: {target}")
                if section and file.suffix == ".md":
                    self.assertIn(section, anchors(file), f"{page.name}: {target}")
