# parcel_test.py -- a recording in one file: it opens elsewhere, and a damaged or foreign one says what is wrong.

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

from replaying import record, replay
from session import OUTSIDE, TREE

sys.path.insert(0, str(TREE / "tools/start"))
from mutants import copy_tree  # noqa: E402

MODULES = ["sigma0", "puzzle-deadlock"]


def parcel(*words: object) -> subprocess.CompletedProcess:
    return subprocess.run(["python3", "-B", TREE / "tools/replay/parcel.py", *map(str, words)], capture_output=True,
                          text=True, check=False, cwd=TREE)


def make(tree: Path, *words: str, said: str = "") -> subprocess.CompletedProcess:
    return subprocess.run(["make", "-s", "SETUP=no", *words], input=said, capture_output=True, text=True, check=False,
                          cwd=tree, env=OUTSIDE)


class Parcel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.run_folder, cls.file = cls.place / "run", cls.place / "run.kumquat"
        record(cls.run_folder, MODULES)
        cls.packed = parcel("pack", cls.run_folder, cls.file)

    def changed(self, name: str, change, manifest: dict | None = None) -> str:
        """What is said about a parcel in which one file, or the manifest, is another."""
        file = self.place / "changed.kumquat"
        with zipfile.ZipFile(self.file) as old, zipfile.ZipFile(file, "w") as new:
            for entry in old.namelist():
                data = old.read(entry)
                if entry == "manifest.json" and manifest:
                    data = json.dumps({**json.loads(data), **manifest}).encode()
                new.writestr(entry, change(data) if entry == name else data)
        return self.refused(file)

    def resealed(self, name: str, data: bytes) -> str:
        """The same, with the digest that belongs to it."""
        with zipfile.ZipFile(self.file) as old:
            digests = json.loads(old.read("manifest.json"))["files"]
        return self.changed(name, lambda _: data, {"files": {**digests, name: hashlib.sha256(data).hexdigest()}})

    def refused(self, file: Path) -> str:
        folder = self.place / "refused"
        done = parcel("open", file, folder)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse(folder.exists(), "something was taken out of it")
        return done.stderr

    def test_it_is_replayed_elsewhere(self):
        self.assertEqual(self.packed.returncode, 0, self.packed.stderr)
        self.assertIn("make replay FILE=run.kumquat", self.packed.stdout)
        elsewhere = self.place / "elsewhere"
        shutil.rmtree(elsewhere, ignore_errors=True)
        opened = parcel("open", self.file, elsewhere)
        self.assertEqual((opened.returncode, opened.stdout + opened.stderr), (0, ""))
        self.assertTrue((elsewhere / "sources/kernel/main.cpp").is_file())
        commands = ["l4 waits", "l4 events 1", "monitor count"]
        here, there = replay(self.run_folder, commands), replay(elsewhere, commands)
        self.assertIn("circle: 4.2 files", here["l4 waits"])
        self.assertEqual([here[command] for command in commands], [there[command] for command in commands])

    def test_make_opens_it_in_another_tree(self):
        file, tree = self.place / "made.kumquat", self.place / "tree"
        copy_tree(TREE, tree)
        made = make(TREE, "record", "APP=puzzle-deadlock", f"OUT={file}")
        self.assertIn("make replay FILE=made.kumquat", made.stdout, made.stderr)
        opened = make(tree, "replay", f"FILE={file}", said="l4 waits\nl4 events 1\n")
        self.assertIn("circle: 4.2 files", opened.stdout, opened.stderr)
        self.assertFalse((tree / "build/kernel").exists(), "the kernel is that of the recording")

    def test_a_damaged_file_is_told_so(self):
        whole = self.file.read_bytes()
        for name, data in {"cut off": whole[:len(whole) // 2], "empty": b"", "text": b"Dear kernel,\n" * 100,
                           "flipped": whole[:400] + bytes(b ^ 0x55 for b in whole[400:5000]) + whole[5000:]}.items():
            with self.subTest(damage=name):
                file = self.place / "damaged.kumquat"
                file.write_bytes(data)
                self.assertIn("damaged", self.refused(file))
        self.assertIn("replay was damaged", self.changed("replay", lambda data: data[:-1] + b"x"))

    def test_a_foreign_file_is_told_so(self):
        def same(data):
            return data
        self.assertIn("does not say kumquat-recording", self.changed("", same, {"format": "kumquat-trace"}))
        self.assertIn("version 2", self.changed("", same, {"version": 2}))
        self.assertIn("it is no complete recording", self.changed("", same, {"files": {}}))
        self.assertIn("There is no", parcel("open", self.place / "nothing", self.place / "x").stderr)

    def test_nothing_is_started_and_nothing_written_that_make_record_does_not_write(self):
        with zipfile.ZipFile(self.file) as archive:
            command = archive.read("replay_command")
        for words in (b"-monitor\nstdio\n", b"-drive\nfile=/etc/passwd\n", b"-plugin\nx.so\n", b"-sandbox\n"):
            said = self.resealed("replay_command", command + words)
            self.assertIn("wants QEMU to be started with", said)
        self.assertIn("wants QEMU", self.resealed("replay_command", command.replace(b"sigma0", b"/etc/passwd")))
        self.assertIn("wants QEMU", self.resealed("replay_command", command.replace(b"qemu-system-i386", b"/bin/sh")))
        for name in ("../outside", "/tmp/outside", "sources/../../outside.cpp", "sources/run.sh"):
            file = self.place / "names.kumquat"
            with zipfile.ZipFile(file, "w") as archive:
                archive.writestr("manifest.json", json.dumps({"format": "kumquat-recording", "version": 1,
                                                              "files": {name: ""}}))
                archive.writestr(name, "x")
            self.assertIn("which no recording has", self.refused(file))

    def test_wrong_use_shows_the_usage(self):
        self.assertEqual(parcel("pack").returncode, 2)
        self.assertIn("Usage: parcel.py pack", parcel("--help").stdout)
