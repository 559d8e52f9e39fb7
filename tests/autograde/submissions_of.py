# submissions_of.py -- submissions as students might hand them in, made from the course's own tree.
# Only the files that a lab owns count, so a submission is a handful of texts by their paths; this
# builds right ones, wrong ones and empty ones, and packs them.

import io
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Callable

from holes import bodies_in, find_holes, replace_bodies
from mutants import mutants_of, reference_of
from start import lab_descriptions, write_starter

TREE = Path(__file__).resolve().parents[2]
Files = dict[str, str]


class Lab:
    """One lab: its files as students get them, and what belongs into the holes."""

    def __init__(self, number: int, scratch: Path):
        description = self.description = lab_descriptions(TREE)[number]
        self.number = number
        self.folder = next(TREE.glob(f"labs/lab{number:02}-*"))
        self.max_points = sum(claim["points"] for stage in description["stages"]
                              for claim in stage["claims"])
        starter = scratch / f"starter{number:02}"
        shutil.rmtree(starter, ignore_errors=True)
        write_starter(TREE, number, starter, None)
        paths = sorted({hole["file"] for hole in description["holes"]})
        self.empty = {path: (starter / path).read_text() for path in paths}
        self.bodies = reference_of(TREE)

    def filled(self, other: dict[str, list[str]] | None = None) -> Files:
        """The right solution, but with these bodies in some holes."""
        bodies = self.bodies | (other or {})
        return {path: replace_bodies(text, path, bodies) for path, text in self.empty.items()}

    def alternatives(self) -> dict[str, Files]:
        """Other right solutions, by name."""
        return {file.stem: self.filled(bodies_in(file))
                for file in sorted(self.folder.glob("alternatives/*.cpp"))}

    def mutants(self) -> dict[str, tuple[Files, str]]:
        """Wrong solutions by name, each with the claim that must fail."""
        return {variant.name: (self.filled(variant.bodies), variant.fails)
                for variant in mutants_of(self.folder / "mutants", self.number, self.bodies)}

    def forged(self) -> dict[str, Files]:
        """Empty solutions that cheat instead: they must get no points."""
        return {file.stem: self.in_every_hole(next(iter(bodies_in(file).values())))
                for folder in (self.folder, self.folder.parent / "programs")
                for file in sorted(folder.glob("mutants/forgers/*.cpp"))}

    def in_every_hole(self, body: list[str]) -> Files:
        """The same lines in every hole."""
        return {path: replace_bodies(text, path, {hole.name: body
                                                  for hole in find_holes(text, path)})
                for path, text in self.empty.items()}


def as_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def write_zip(path: Path, files: Files, folder: str = "") -> None:
    """Pack files, perhaps below a folder, as people do who pack a tree."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(folder + name, as_bytes(text))


def tar_entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    """An entry of any kind."""
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, link
    return entry


def write_tar(path: Path, files: Files, more: list[tarfile.TarInfo] | None = None,
              mode: str = "w:gz") -> None:
    """Pack files, and then entries without content."""
    with tarfile.open(path, mode) as archive:
        for name, text in files.items():
            content = as_bytes(text)
            entry = tar_entry(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        for entry in more or []:
            archive.addfile(entry)


def write_folder(path: Path, files: Files) -> None:
    """Files as they lie in a tree."""
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(as_bytes(text))


def run_git(repository: Path, *words: str, stdin: str = "") -> str:
    """One command of git in a repository, whoever we are. Returns what it printed."""
    who = ["-c", "user.name=student", "-c", "user.email=student@example.org", "-c", "init.defaultBranch=one"]
    return subprocess.run(["git", "-C", str(repository), *who, *words], input=stdin, check=True,
                          capture_output=True, text=True).stdout.strip()


def write_bundle(path: Path, files: Files, refs: tuple[str, ...] = ("HEAD", "--all"),
                 links: dict[str, str] | None = None,
                 change: Callable[[Path], None] = lambda repository: None) -> None:
    """A git bundle of two commits on two branches, the second with these files."""
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder)
        run_git(repository, "init", "--quiet")
        run_git(repository, "commit", "--quiet", "--allow-empty", "-m", "starter")
        run_git(repository, "branch", "two")
        write_folder(repository, files)
        for name, target in (links or {}).items():
            (repository / name).symlink_to(target)
        run_git(repository, "add", "--all")
        run_git(repository, "commit", "--quiet", "-m", "lab")
        change(repository)
        run_git(repository, "bundle", "create", "--quiet", str(path), *refs)
