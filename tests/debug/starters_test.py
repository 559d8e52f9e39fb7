# starters_test.py -- on the starter of every lab, each command says a sentence where it cannot answer,
# and never shows a traceback: at the kernel's first instruction, and where it comes to its first hole.
# All starters are built in one folder, one after the other, so that only what differs is compiled.

import subprocess
import sys
import unittest
from pathlib import Path

from session import OUTSIDE, TREE, ask

sys.path.insert(0, str(TREE / "tools/start"))
from start import lab_descriptions, write_starter  # noqa: E402

FOLDER = TREE / "build/tests/debug"
STARTER = FOLDER / "starter"
COMMANDS = [
    "l4 threads", "l4 thread", "l4 thread 4.0", "l4 thread 2.0", "l4 waits", "l4 tasks", "l4 ready", "l4 timeouts",
    "l4 mappings 0x20000", "l4 mappings 0x20000 2", "l4 mappings 0x1000000 physical", "l4 space", "l4 space 2",
    "l4 walk $esp", "l4 walk 0x20000", "l4 walk 0x20000 2", "l4 frames", "l4 ipc", "l4 events", "l4 message",
    "l4 message 2.0", "l4 check", "l4 break ipc", "l4 break pagefault", "l4 watch-thread 2.0 state", "backtrace",
]


def carry_over(source: Path, target: Path) -> None:
    """Make target's files those of source; what is the same keeps its time, so that it is not built again."""
    for file in source.rglob("*"):
        copy = target / file.relative_to(source)
        if file.is_file() and not (copy.is_file() and copy.read_bytes() == file.read_bytes()):
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
            copy.chmod(file.stat().st_mode)
        if file.is_file():
            file.unlink()


def build_starter(lab: int) -> Path:
    """The kernel of a lab's starter."""
    fresh = FOLDER / "fresh"
    write_starter(TREE, lab, fresh, None)
    carry_over(fresh, STARTER)
    subprocess.run(["rm", "-rf", fresh], check=True)
    done = subprocess.run(["make", "-C", STARTER, "SETUP=no", "kernel"], capture_output=True, text=True,
                          check=False, env=OUTSIDE)
    if done.returncode != 0:
        raise AssertionError(f"The starter of lab {lab} does not build:\n{done.stderr[-2000:]}")
    return STARTER / "build/kernel/kumquat.elf"


class Starters(unittest.TestCase):
    """Each lab's, as a student gets it."""

    def test_every_command_answers_in_sentences(self):
        for lab in lab_descriptions(TREE):
            with self.subTest(lab=lab):
                kernel = build_starter(lab)
                said = ask(["sigma0", "demo"], ["l4 threads", *COMMANDS[6:9], "delete", "continue", *COMMANDS],
                           kernel, STARTER)
                self.assertRegex(said["continue"], r'Lab \d+, hole "[a-z ]+" is still empty\.\s+handouts/.*\n'
                                                   "The machine still stands")
                for command, answer in said.items():
                    for mark in ("Traceback", "Python Exception", "itself made a mistake"):
                        self.assertNotIn(mark, answer, f"lab {lab}: {command}")
                for command in COMMANDS[:22]:
                    self.assertTrue(said[command].strip(), f"lab {lab}: {command} says nothing")
