# page_test.py -- handouts/reference/gdb.md shows what GDB really says, and names every command there is.

import re
import unittest

from session import TREE, ask, shown_session

PAGE = (TREE / "handouts/reference/gdb.md").read_text()


def without_times(text: str) -> str:
    """Times and lines of sources change with every change of the programs."""
    return re.sub(r"\bt +[\d,]*\d|(?<=[ch]pp:)\d+", "N", text).strip()


class Page(unittest.TestCase):
    def test_it_shows_what_gdb_says(self):
        shown = shown_session(PAGE)
        said = ask(["sigma0", "puzzle-deadlock"], [command for command, _ in shown])
        self.assertGreater(len(shown), 4)
        for command, answer in shown:
            self.assertEqual(without_times(said[command]), without_times(answer), command)

    def test_it_names_every_command(self):
        source = "".join(file.read_text() for file in (TREE / "tools/gdb/l4").glob("*.py"))
        commands = re.findall(r'@command\("([a-z -]+)"', source)
        self.assertGreater(len(commands), 15)
        for command in commands:
            self.assertRegex(PAGE, rf"`l4 {command}[` ]", command)
