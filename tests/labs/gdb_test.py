# gdb_test.py -- what the handouts of the labs tell a student to type into GDB works, in the order
# in which each handout tells it, with the demo. (handouts/debugging.md is about broken kernels:
# tests/debug/cases_test.py runs its commands.)

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from session import TREE, waiting_machine

LAST_WORDS = "All of this was understood."


def commands_of(handout: Path) -> list[str]:
    """The commands behind `(gdb)`, without what is said about them behind two spaces."""
    typed = re.findall(r"^\(gdb\) (.*)$", handout.read_text(), re.M)
    return [re.split(r"\s{2,}", line)[0] for line in typed]


def run_in_gdb(commands: list[str], folder: Path) -> str:
    """What GDB says to the commands, from the first instruction of the kernel on."""
    script = folder / "commands.gdb"
    script.write_text("\n".join(commands) + f"\necho {LAST_WORDS}\\n\n")
    with waiting_machine(folder, ["sigma0", "demo"]) as words:
        done = subprocess.run([*words, "-x", script], capture_output=True, text=True, timeout=300,
                              check=False, cwd=TREE)
        return done.stdout + done.stderr


@unittest.skipUnless(shutil.which("gdb"), "there is no gdb here")
class Gdb(unittest.TestCase):
    """One session for each handout."""

    def test_commands_of_the_handouts_work(self):
        for handout in sorted((TREE / "handouts").glob("[0-9]*.md")):
            commands = commands_of(handout)
            if commands:
                with self.subTest(handout=handout.name), tempfile.TemporaryDirectory() as folder:
                    said = run_in_gdb(commands, Path(folder))
                    self.assertIn(LAST_WORDS, said)  # GDB stops at the first error
                    # What a handout asks for is there; of a frame GDB may not know each argument.
                    answers = [line for line in said.splitlines() if " in kumquat::" not in line]
                    self.assertNotIn("optimized out", "\n".join(answers))
