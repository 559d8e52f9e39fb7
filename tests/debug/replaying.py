# replaying.py -- for tests: a run, recorded, and replayed under GDB.

import subprocess
import tempfile
from pathlib import Path

from session import KERNEL, OUTSIDE, TREE, USER, answers, machine_at

PLUGIN = TREE / "build/tools/replay-writes.so"


def record(folder: Path, modules: list[str], kernel: Path = KERNEL) -> None:
    """Run programs of build/user, and keep the run and its trace in a folder."""
    words = [word for name in modules for word in ("--module", USER / name)]
    subprocess.run([TREE / "build/tools/kumquat-run", "--kernel", kernel, *words, "--any-ending", "--quiet",
                    "--recording", folder, "--trace-out", folder / "trace.json"], check=True, cwd=TREE, env=OUTSIDE)


def replay(folder: Path, commands: list[str], tree: Path = TREE) -> dict[str, str]:
    """What GDB says to each command, from the end of the run on; as session.answers()."""
    with tempfile.TemporaryDirectory() as place:
        socket = Path(place) / "socket"
        with machine_at(socket, ["python3", "-B", TREE / "tools/replay/serve.py", folder, socket, PLUGIN]):
            return answers(["gdb", "-q", "-batch", "-nx", "-iex", "source tools/gdb/settings.gdb",
                            folder / "kumquat.elf", "-ex", f"target remote {socket}", "-x", "tools/gdb/replay.gdb"], commands, tree)
