# holes.py -- the parts of a source file that a lab leaves to the student.
# A hole is the text between the lines `// LAB 0 BEGIN name: one line` and `// LAB 0 END`. The
# reference kernel is compiled from the same files; a starter, a mutant and a filled-in starter
# differ from it only between these two lines.
# Invariant: replacing a body and putting it back gives the file again, byte for byte.

import re
from dataclasses import dataclass
from pathlib import Path

BEGIN = re.compile(r"^(?P<indent>\s*)// LAB (?P<lab>\d+) BEGIN (?P<name>[a-z][a-z0-9 ]*): (?P<title>.+)$")
END = re.compile(r"^\s*// LAB (?P<lab>\d+) END$")
MARKER = re.compile(r"//\s*LAB\b.*\b(BEGIN|END)\b")


class HoleError(Exception):
    """A marker that does not fit; the text says in which file and line."""


@dataclass
class Hole:
    """One hole. `begin` and `end` are the indices of its marker lines, counted from 0."""

    lab: int
    name: str
    title: str
    indent: str
    begin: int
    end: int
    body: list[str]


def find_holes(text: str, path: str) -> list[Hole]:
    """All holes of a source text, in order. Raises HoleError for a marker out of place."""
    holes, open_hole = [], None
    for index, line in enumerate(text.split("\n")):
        where = f"{path}:{index + 1}"
        begin, end = BEGIN.match(line), END.match(line)
        if begin:
            if open_hole:
                raise HoleError(f"{where}: a hole begins inside hole \"{open_hole.name}\".")
            open_hole = Hole(int(begin["lab"]), begin["name"], begin["title"],
                             begin["indent"], index, -1, [])
        elif end:
            if not open_hole or int(end["lab"]) != open_hole.lab:
                raise HoleError(f"{where}: this LAB {end['lab']} END closes no hole of its lab.")
            open_hole.end = index
            holes.append(open_hole)
            open_hole = None
        elif MARKER.search(line):
            raise HoleError(f"{where}: not a marker that is understood: {line.strip()}\n"
                            "  A hole begins with `// LAB 3 BEGIN its name: one line about it`.")
        elif open_hole:
            open_hole.body.append(line)
    if open_hole:
        raise HoleError(f"{path}:{open_hole.begin + 1}: hole \"{open_hole.name}\" has no end.")
    labs = {hole.lab for hole in holes}
    if len(labs) > 1:
        raise HoleError(f"{path}: holes of labs {sorted(labs)}; a file has holes of one lab only.")
    return holes


def replace_bodies(text: str, path: str, bodies: dict[str, list[str]]) -> str:
    """The text with the bodies of the named holes replaced; all else stays as it is."""
    lines = text.split("\n")
    for hole in reversed(find_holes(text, path)):
        if hole.name in bodies:
            lines[hole.begin + 1:hole.end] = bodies[hole.name]
    return "\n".join(lines)


def holes_of_tree(tree: Path) -> dict[str, tuple[Path, Hole]]:
    """Every hole below `kernel/` and `user/` by name, with its file relative to the tree."""
    found: dict[str, tuple[Path, Hole]] = {}
    for folder in ("kernel", "user"):
        for file in sorted((tree / folder).rglob("*")):
            if file.suffix not in (".cpp", ".hpp", ".S", ".h"):
                continue
            path = file.relative_to(tree)
            for hole in find_holes(file.read_text(), str(path)):
                if hole.name in found:
                    raise HoleError(f"{path}:{hole.begin + 1}: a second hole \"{hole.name}\"; "
                                    f"the first is in {found[hole.name][0]}.")
                found[hole.name] = (path, hole)
    return found


def fill(tree: Path, bodies: dict[str, list[str]]) -> list[Path]:
    """Write bodies into the holes of a tree; returns the files that changed."""
    holes, changed = holes_of_tree(tree), []
    for name in bodies:
        if name not in holes:
            raise HoleError(f"{tree}: there is no hole \"{name}\" in this tree.")
    for path in sorted({holes[name][0] for name in bodies}):
        text = (tree / path).read_text()
        filled = replace_bodies(text, str(path), bodies)
        if filled != text:
            (tree / path).write_text(filled)
            changed.append(path)
    return changed


def bodies_in(path: Path) -> dict[str, list[str]]:
    """The bodies that a file holds between markers: a solution, a mutant or a liar."""
    return {hole.name: hole.body for hole in find_holes(path.read_text(), str(path))}
