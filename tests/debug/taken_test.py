# taken_test.py -- a machine serves one GDB, and a run is not exchanged while somebody goes through it: whoever
# comes second is told so. In the place of GDB stands a program that ends with its input.

import fcntl
import os
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from session import OUTSIDE, TREE


class Taken(unittest.TestCase):
    def setUp(self):
        self.place = Path(self.enterContext(tempfile.TemporaryDirectory()))
        fake = self.place / "gdb"
        fake.write_text("#!/bin/sh\necho connected\nexec cat\n")
        fake.chmod(0o755)
        self.environment = {**OUTSIDE, "PATH": f"{self.place}:{os.environ['PATH']}"}

    def start(self, *words: object) -> subprocess.Popen:
        return subprocess.Popen(list(map(str, words)), cwd=TREE, env=self.environment, text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def check(self, words: list, refusal: str, second: list | None = None) -> None:
        with self.start(*words) as first:
            self.assertEqual(first.stdout.readline(), "connected\n")
            with self.start(*(second or words)) as other:
                self.assertIn(refusal, other.communicate()[0])
            self.assertEqual(other.returncode, 1)
            self.assertIsNone(first.poll())
        with self.start(*(second or words)) as later:
            self.assertNotIn(refusal, later.communicate()[0])
        self.assertEqual(later.returncode, 0)

    def test_a_second_gdb_is_told_that_there_is_one(self):
        path = self.place / "gdb.socket"
        Path(f"{path}.files").write_text("build/kernel/kumquat.elf\n")
        with socket.socket(socket.AF_UNIX) as machine, open(f"{path}.lock", "w") as lock:
            machine.bind(str(path))
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.check(["tools/run/gdb", path], "A GDB is connected to this machine already")
        with self.start("tools/run/gdb", path) as late:
            self.assertIn("No machine waits for GDB", late.communicate()[0])

    def test_a_run_that_is_replayed_is_left_alone(self):
        folder = self.place / "run"
        folder.mkdir()
        for name in ("replay", "replay_command"):
            (folder / name).write_text("true\n")
        replay, refusal = ["tools/run/replay", folder, "plugin"], "A run of this tree is replayed already"
        self.check(replay, refusal)
        self.check(replay, refusal, ["tools/run/replay", "--is-free", folder])

    def test_make_asks_before_it_records_another_run(self):
        rules = subprocess.run(["make", "-n", "SETUP=no", "replay", "APP=demo"], capture_output=True, text=True,
                               check=True, cwd=TREE, env=OUTSIDE).stdout
        self.assertLess(rules.index("--is-free build/run/replay"), rules.index("--recording build/run/replay"))


if __name__ == "__main__":
    unittest.main()
