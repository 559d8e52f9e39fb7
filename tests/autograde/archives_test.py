# archives_test.py -- what is handed in may be anything: an archive that attacks is rejected, with the
# reason, and costs its author the mark and nobody else anything.

import os
import shutil
import tarfile
import unittest
import zipfile
from pathlib import Path

from autograder import OUT, grade, results_in
from submissions_of import (Lab, tar_entry, write_folder, write_tar, write_zip)

HANDED_IN = OUT / "archives"
LAB = Lab(5, OUT)
OWNED = "kernel/ipc/rendezvous.cpp"
RIGHT = LAB.filled()


def twice(path: Path) -> None:
    write_tar(path, RIGHT)
    with tarfile.open(path, "w:gz") as archive:
        for _ in range(2):
            archive.addfile(tar_entry(OWNED))


def encrypted(path: Path) -> None:
    """A zip whose entries say that they are encrypted."""
    write_zip(path, RIGHT)
    content = bytearray(path.read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(magic)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(magic, at + 4)
    path.write_bytes(content)


def cut_off(path: Path) -> None:
    write_tar(path, RIGHT)
    content = path.read_bytes()
    path.write_bytes(content[:len(content) // 2])


def in_another(path: Path) -> None:
    inner = path.with_suffix(".inner")
    write_zip(inner, RIGHT)
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "tree.zip")
    inner.unlink()


def large_beside(path: Path) -> None:
    """520 MB that nobody asked for, in 500 KB."""
    class Zeros:
        def read(self, size: int) -> bytes:
            return bytes(size)
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        entry = tar_entry("zeros")
        entry.size = 520 << 20
        archive.addfile(entry, Zeros())


def many(path: Path) -> None:
    write_tar(path, {}, [tar_entry(f"f{i}") for i in range(20_001)])


def linked_folder(path: Path) -> None:
    write_folder(path, RIGHT)
    (path / OWNED).unlink()
    (path / OWNED).symlink_to("/etc/passwd")


def with_pipe(path: Path) -> None:
    write_folder(path, RIGHT)
    os.mkfifo(path / "pipe")


def tar_with(*entries: tarfile.TarInfo):
    return lambda path: write_tar(path, RIGHT, list(entries))


def zip_with(name: str | bytes):
    return lambda path: write_zip(path, RIGHT | {name: "x"})


# Name of the file: who writes it, and a word of the reason that must be given.
ATTACKS = {
    "symbolic_link.tar.gz": (tar_with(tar_entry("x", tarfile.SYMTYPE, "/etc/passwd")), "symbolic link"),
    "symbolic_link_to_folder.tar.gz": (tar_with(tar_entry("kernel2", tarfile.SYMTYPE, "/")), "symbolic link"),
    "hard_link.tar.gz": (tar_with(tar_entry("x", tarfile.LNKTYPE, OWNED)), "hard link"),
    "device.tar.gz": (tar_with(tar_entry("x", tarfile.CHRTYPE)), "device"),
    "block_device.tar.gz": (tar_with(tar_entry("x", tarfile.BLKTYPE)), "device"),
    "pipe.tar.gz": (tar_with(tar_entry("x", tarfile.FIFOTYPE)), "pipe"),
    "way_out.tar.gz": (tar_with(tar_entry("a/../../etc/x")), "leads out"),
    "absolute.tar.gz": (tar_with(tar_entry("/etc/x")), "absolute"),
    "drive.zip": (zip_with("C:/x"), "absolute"),
    "way_out_of_zip.zip": (zip_with("../x"), "leads out"),
    "twice.tar.gz": (twice, "twice"),
    "case.zip": (zip_with("Kernel/ipc/rendezvous.cpp"), "case"),
    "large.tar.gz": (lambda path: write_tar(path, RIGHT | {OWNED: bytes(1 << 22)}), "1 MB"),
    "large_beside.tar.gz": (large_beside, "512 MB"),
    "many.tar.gz": (many, "20000"),
    "deep.tar.gz": (tar_with(tar_entry("d/" * 40 + "x")), "32 folders"),
    "long_name.tar.gz": (tar_with(tar_entry("n" * 600)), "512 bytes"),
    "in_another.zip": (in_another, "no file of this lab"),
    "no_text.tar.gz": (tar_with(tar_entry("\udcff\udcfe")), "no text"),
    "escape.tar.gz": (tar_with(tar_entry("\x1b[2J\x1b]0;x\x07")), "no text"),
    "password.zip": (encrypted, "cannot be read|no archive"),
    "cut_off.tar.gz": (cut_off, "no archive"),
    "report.pdf": (lambda path: path.write_text("%PDF-1.4 <script>"), "no archive"),
    "empty.zip": (lambda path: path.write_bytes(b""), "no archive"),
    "others_result.zip": (lambda path: write_zip(path, {"results/lab05/alice.json": '{"points": 72}'}),
                          "no file of this lab"),
    "two_trees.zip": (lambda path: write_zip(path, {f"{folder}/{OWNED}": "" for folder in "ab"}),
                      "two trees"),
    "linked_folder": (linked_folder, "symbolic link"),
    "with_pipe": (with_pipe, "pipe"),
    "itself_a_link": (lambda path: path.symlink_to("/etc"), "neither"),
}


class Archives(unittest.TestCase):
    """One run with all the attacks."""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(HANDED_IN, ignore_errors=True)
        HANDED_IN.mkdir(parents=True)
        for name, (write, _) in ATTACKS.items():
            write(HANDED_IN / name)
        cls.done = grade(HANDED_IN, OUT / "archives-marks", LAB.number)
        cls.results = results_in(OUT / "archives-marks", LAB.number)

    def test_each_is_rejected_for_its_reason(self):
        self.assertEqual(self.done.returncode, 0, self.done.stderr)
        for name, (_, reason) in ATTACKS.items():
            student = name.removesuffix(".tar.gz").removesuffix(".zip")
            with self.subTest(name):
                result = self.results[student]
                self.assertEqual((result["status"], result["points"]), ("rejected", 0))
                self.assertRegex(result["reason"], reason)
                self.assertTrue(result["reason"].isprintable())

    def test_everybody_has_a_line_in_the_table(self):
        lines = (OUT / "archives-marks/marks.csv").read_text().splitlines()
        self.assertEqual(len(lines), len(ATTACKS) + 1)
