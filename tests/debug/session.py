# session.py -- a machine under GDB for a test: boot, ask, and nothing is left behind.

import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
KERNEL, USER = TREE / "build/kernel/kumquat.elf", TREE / "build/user"
TO_THE_END = ["continue"]  # the machine stops once more before it ends


def ask(modules: list[str], commands: list[str], kernel: Path = KERNEL, tree: Path = TREE) -> dict[str, str]:
    """What GDB says to each command, from the first instruction of the kernel on.
    A command that comes several times keeps its last answer.

    modules: programs of build/user; commands: as a person types them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        socket, commands_file, answers = folder / "gdb.socket", folder / "commands", folder / "answers"
        commands_file.write_text(json.dumps(commands))
        files = [USER / module for module in modules]
        machine = subprocess.Popen([TREE / "tools/run/qemu", "--gdb", socket, kernel, *files],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)  # to end QEMU with it
        try:
            for _ in range(300):
                if socket.exists():
                    break
                time.sleep(0.1)
            done = subprocess.run(
                ["gdb", "-q", "-batch", "-nx", "-iex", "set confirm off", kernel, "-ex", f"target remote {socket}",
                 "-x", "tools/gdb/kumquat.gdb",
                 "-ex", f"python commands, answers = '{commands_file}', '{answers}'",
                 "-ex", f"source {TREE}/tests/debug/ask.py"],
                capture_output=True, text=True, timeout=200, check=False, cwd=tree)
            if not answers.exists():
                raise AssertionError(f"GDB did not come to an end:\n{done.stdout}{done.stderr}")
            said = dict(zip(commands, json.loads(answers.read_text())))
            said["stderr"] = done.stderr
            return said
        finally:
            os.killpg(machine.pid, signal.SIGTERM)
            machine.wait()
