# gdb_test.py -- what the handouts tell a student to type into GDB works, in the order in which
# each handout tells it, with the demo.

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
LAST_WORDS = "All of this was understood."
KERNEL, USER = TREE / "build/kernel/kumquat.elf", TREE / "build/user"


def commands_of(handout: Path) -> list[str]:
    """The commands behind `(gdb)`, without what is said about them behind two spaces."""
    typed = re.findall(r"^\(gdb\) (.*)$", handout.read_text(), re.M)
    return [re.split(r"\s{2,}", line)[0] for line in typed]


def run_in_gdb(commands: list[str], folder: Path) -> str:
    """What GDB says to the commands, from the first instruction of the kernel on."""
    socket, script = folder / "gdb.socket", folder / "commands.gdb"
    script.write_text("\n".join(commands) + f"\necho {LAST_WORDS}\\n\n")
    machine = subprocess.Popen([TREE / "tools/run/qemu", "--gdb", socket, KERNEL, USER / "sigma0",
                                USER / "demo"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)  # to end QEMU with it
    try:
        for _ in range(300):
            if socket.exists():
                break
            time.sleep(0.1)
        done = subprocess.run(
            ["gdb", "-q", "-batch", "-iex", "set confirm off", KERNEL, "-ex",
             f"target remote {socket}", "-x", TREE / "tools/gdb/kumquat.gdb", "-x", script],
            capture_output=True, text=True, timeout=300, check=False, cwd=TREE)
        return done.stdout + done.stderr
    finally:
        os.killpg(machine.pid, signal.SIGTERM)
        machine.wait()


@unittest.skipUnless(shutil.which("gdb"), "there is no gdb here")
class Gdb(unittest.TestCase):
    """One session for each handout."""

    def test_commands_of_the_handouts_work(self):
        for handout in sorted((TREE / "handouts").glob("*.md")):
            commands = commands_of(handout)
            if commands:
                with self.subTest(handout=handout.name), tempfile.TemporaryDirectory() as folder:
                    said = run_in_gdb(commands, Path(folder))
                    self.assertIn(LAST_WORDS, said)  # GDB stops at the first error
                    self.assertNotIn("optimized out", said)
