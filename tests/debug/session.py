# session.py -- a machine under GDB for a test: boot, ask, and nothing is left behind.

import contextlib
import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Iterator

TREE = Path(__file__).resolve().parents[2]
KERNEL, USER = TREE / "build/kernel/kumquat.elf", TREE / "build/user"
TO_THE_END = ["continue"]  # the machine stops once more before it ends


@contextlib.contextmanager
def waiting_machine(folder: Path, modules: list[str], kernel: Path = KERNEL) -> Iterator[list[str | Path]]:
    """A machine that waits for GDB, and the words that start GDB on it, up to the first instruction.
    \\param modules  programs of build/user"""
    socket = folder / "gdb.socket"
    machine = subprocess.Popen(
        [TREE / "tools/run/qemu", "--gdb", socket, kernel, *(USER / module for module in modules)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # to end QEMU with it
    try:
        for _ in range(300):
            if socket.exists():
                break
            time.sleep(0.1)
        yield ["gdb", "-q", "-batch", "-nx", "-iex", "set confirm off", kernel, "-ex", f"target remote {socket}",
               "-x", "tools/gdb/kumquat.gdb"]
    finally:
        os.killpg(machine.pid, signal.SIGTERM)
        machine.wait()


def ask(modules: list[str], commands: list[str], kernel: Path = KERNEL, tree: Path = TREE) -> dict[str, str]:
    """What GDB says to each command, from the first instruction of the kernel on.
    A command that comes several times keeps its last answer.

    modules: programs of build/user; commands: as a person types them; tree: whose tools/gdb is used."""
    with tempfile.TemporaryDirectory() as name, waiting_machine(Path(name), modules, kernel) as words:
        commands_file, answers = Path(name) / "commands", Path(name) / "answers"
        commands_file.write_text(json.dumps(commands))
        done = subprocess.run(
            [*words, "-ex", f"python commands, answers = '{commands_file}', '{answers}'",
             "-ex", f"source {TREE}/tests/debug/ask.py"],
            capture_output=True, text=True, timeout=200, check=False, cwd=tree)
        if not answers.exists():
            raise AssertionError(f"GDB did not come to an end:\n{done.stdout}{done.stderr}")
        said = dict(zip(commands, json.loads(answers.read_text())))
        said["stderr"] = done.stderr
        return said
