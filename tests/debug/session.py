# session.py -- a machine under GDB for a test: boot, ask, and nothing is left behind.

import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Callable, Iterator

TREE = Path(__file__).resolve().parents[2]
KERNEL, USER = TREE / "build/kernel/kumquat.elf", TREE / "build/user"
# For a make of its own, and not a part of the one that runs this test.
OUTSIDE = {key: value for key, value in os.environ.items()
           if not key.startswith("MAKE") and key not in ("MFLAGS", "TEST", "LAB", "APP", "BUILD")}
TO_THE_END = ["continue"]  # the machine stops once more before it ends


def shown_session(text: str) -> list[tuple[str, str]]:
    """What a page shows of GDB: each command behind `(gdb)`, and the lines below it."""
    found = []
    for block in re.findall(r"^```\n(.*?)^```", text, re.M | re.S):
        for part in block.split("(gdb) ")[1:]:
            command, _, answer = part.partition("\n")
            found.append((command, answer))
    return found


@contextlib.contextmanager
def machine_at(socket: Path, command: list[str | Path]) -> Iterator[None]:
    """What a command starts to wait for GDB at a socket; it is ended behind the block."""
    socket.unlink(missing_ok=True)  # of a machine that was killed
    machine = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=TREE,
                               env=OUTSIDE, start_new_session=True)  # to end QEMU with it
    try:
        while not socket.exists() and machine.poll() is None:
            time.sleep(0.1)
        yield
    finally:
        os.killpg(machine.pid, signal.SIGTERM)
        machine.wait()


def gdb_words(socket: Path, kernel: Path = KERNEL) -> list[str | Path]:
    """The words that start GDB and bring it to the first instruction of the kernel."""
    return ["gdb", "-q", "-batch", "-nx", "-iex", "set confirm off", "-iex", "set remotetimeout 60", kernel,
            "-ex", f"target remote {socket}", "-x", "tools/gdb/kumquat.gdb"]


# Ways to a kernel, each the command that starts a machine which waits for GDB at folder/gdb.socket.
Words = list[str | Path]
Connection = Callable[[Path, Path, Words], Words]


def by_qemu(folder: Path, kernel: Path, programs: Words) -> Words:
    """QEMU's own stub."""
    return [TREE / "tools/run/qemu", "--gdb", folder / "gdb.socket", kernel, *programs]


def by_kernel(folder: Path, kernel: Path, programs: Words) -> Words:
    """The kernel's own stub, in QEMU."""
    return [TREE / "tools/run/qemu", "--gdb", folder / "gdb.socket", "--stub", "--append", "gdb=wait", kernel,
            *programs]


def by_kernel_in_bochs(folder: Path, kernel: Path, programs: Words) -> Words:
    """The kernel's own stub, in Bochs."""
    image = folder / "image.iso"
    modules = [word for program in programs for word in ("--module", program)]
    subprocess.run([TREE / "tools/image/make_image", "--out", image, "--kernel", kernel, "--append", "gdb=wait",
                    *modules], check=True, capture_output=True, cwd=TREE)
    return [TREE / "tools/run/bochs", "--gdb", folder / "gdb.socket", "--hurry", image, folder / "bochs", kernel, *programs]


@contextlib.contextmanager
def waiting_machine(folder: Path, modules: list[str], kernel: Path = KERNEL,
                    connection: Connection = by_qemu) -> Iterator[Words]:
    """A machine with programs of build/user that waits for GDB, and the words that start GDB on it."""
    with machine_at(folder / "gdb.socket", connection(folder, kernel, [USER / name for name in modules])):
        yield gdb_words(folder / "gdb.socket", kernel)


def answers(words: list[str | Path], commands: list[str], tree: Path = TREE) -> dict[str, str]:
    """What GDB says to each command; one that comes several times keeps its last answer.
    \param words  that start it; tree: whose tools/gdb is used"""
    with tempfile.TemporaryDirectory() as folder:
        asked, said = Path(folder) / "asked", Path(folder) / "said"
        asked.write_text(json.dumps(commands))
        done = subprocess.run(
            [*words, "-ex", f"python commands, answers = '{asked}', '{said}'",
             "-ex", f"source {TREE}/tests/debug/ask.py"],
            capture_output=True, text=True, timeout=900, check=False, cwd=tree)
        if not said.exists() or "internal-error" in done.stdout + done.stderr:
            raise AssertionError(f"GDB did not come to an end:\n{done.stdout}{done.stderr}")
        return {**dict(zip(commands, json.loads(said.read_text()))), "stderr": done.stderr}


def ask(modules: list[str], commands: list[str], kernel: Path = KERNEL, tree: Path = TREE,
        connection: Connection = by_qemu) -> dict[str, str]:
    """The same, of a machine that is booted for this."""
    with tempfile.TemporaryDirectory() as folder, waiting_machine(Path(folder), modules, kernel, connection) as words:
        return answers(words, commands, tree)
