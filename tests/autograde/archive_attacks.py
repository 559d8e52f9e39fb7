# archive_attacks.py -- what is handed in may be anything: an archive that attacks is rejected, with the
# reason, and costs its author the mark and nobody else anything.

import os
import tarfile
import zipfile
from pathlib import Path

from closed_course import LAB
from submissions_of import (run_git, tar_entry, write_bundle, write_folder, write_tar, write_zip)

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


def cut_off_bundle(path: Path) -> None:
    write_bundle(path, RIGHT)
    content = path.read_bytes()
    path.write_bytes(content[:len(content) // 2])


def linked_bundle(path: Path) -> None:
    write_bundle(path, RIGHT, links={"kernel/ipc/x.cpp": "/etc/passwd"})


def two_branches(path: Path) -> None:
    write_bundle(path, RIGHT, refs=("one", "two"))


def without_history(path: Path) -> None:
    """Only the last commit, which needs the one before."""
    write_bundle(path, RIGHT, refs=("^one~1", "one"))


def many_objects(path: Path) -> None:
    """A tree of trees that are all the same: 8^9 files in a few hundred bytes."""
    def repeated(repository: Path) -> None:
        blob = run_git(repository, "hash-object", "-w", "--stdin", stdin="x")
        entry = f"100644 blob {blob}"
        for _ in range(9):
            listing = "".join(f"{entry}\t{i}\n" for i in range(8))
            entry = f"040000 tree {run_git(repository, 'mktree', stdin=listing)}"
        commit = run_git(repository, "commit-tree", "-m", "bomb", entry.split()[2])
        run_git(repository, "update-ref", "refs/heads/one", commit)
    write_bundle(path, RIGHT, change=repeated)


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
    "cut_off_bundle.bundle": (cut_off_bundle, "bundle cannot be read"),
    "no_bundle.bundle": (lambda path: path.write_text("# v2 git bundle\n" + "x" * 100), "bundle cannot be read"),
    "linked_bundle.bundle": (linked_bundle, "symbolic link"),
    "two_branches.bundle": (two_branches, "no HEAD, and not one branch"),
    "without_history.bundle": (without_history, "bundle cannot be read"),
    "many_objects.bundle": (many_objects, "bundle cannot be read|entries|more than"),
    "itself_a_link": (lambda path: path.symlink_to("/etc"), "neither"),
}
