#!/usr/bin/env python3
# start.py -- writes the starter tree of a lab: `make start LAB=n DIR=d`.
# The starter is the whole tree as git knows it, with an empty stub in every hole of lab n and
# of the labs after it, and without the files that give solutions away.
# Invariant: what stands outside the holes is the reference, byte for byte, except for the
# line that includes the stub's macro.

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from holes import Hole, HoleError, fill, find_holes, holes_of_tree, replace_bodies

# Folders and files that would show a solution, or serve only to prove the grader. (message_path.S does
# in other words what lab 11 asks for; without it, messages in memory take the long way. One of the
# reviewed pictures is made of lab 11's path.)
KEPT_BACK = ("labs/*/mutants/**", "labs/*/alternatives/**", "labs/*/NOTES.md", "tests/labs/**",
             "tests/grading/**", "tests/mutation/**", "tests/autograde/**", "tests/visualizer/pictures/**",
             "handouts/instructor/**", "kernel/ipc/message_path.S", ".ci/**")
STUB_INCLUDES = {"kernel": '#include "kernel/debug/hole.hpp"',
                 "user": '#include "user/lib/hole.hpp"'}


class StartError(Exception):
    """Why no starter can be written; a whole text for the person who asked."""


def tracked_files(tree: Path, *more: str) -> list[Path]:
    """The files that git knows, relative to the tree. `more`: further kinds, "--others"…"""
    listing = subprocess.run(["git", "-C", str(tree), "ls-files", "-z", "--cached", *more],
                             capture_output=True, check=False)
    if listing.returncode != 0:
        raise StartError("This tree is not a git checkout, so I cannot tell which files belong "
                         "to it.\nMake starters from a clone of the course's repository.")
    names = [Path(name) for name in listing.stdout.decode().split("\0") if name]
    return [name for name in names if (tree / name).is_file()]


def mirror(tree: Path, target: Path) -> None:
    """Make `target` a copy of the files of a tree, except for what is built in either. Files that
    are the same stay as they are, with their times; those that are gone here go there. One that
    differs there may have been compiled, so it is new."""
    files = set(tracked_files(tree, "--others", "--exclude-standard"))
    for file in target.rglob("*"):
        path = file.relative_to(target)
        if file.is_file() and path.parts[0] != "build" and path not in files:
            file.unlink()
    for path in files:
        copy, source = target / path, tree / path
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)
        elif copy.read_bytes() != source.read_bytes():
            shutil.copy(source, copy)


def is_kept_back(path: Path) -> bool:
    """True if students must not see this file."""
    return any(matches(path, pattern) for pattern in KEPT_BACK)


def matches(path: Path, pattern: str) -> bool:
    """Like a shell pattern; a final `**` stands for everything below."""
    parts = pattern.split("/")
    if parts[-1] == "**":
        parts.pop()
        fits = len(path.parts) > len(parts)
    else:
        fits = len(path.parts) == len(parts)
    return fits and all(Path(part).match(want) for part, want in zip(path.parts, parts))


def lab_descriptions(tree: Path) -> dict[int, dict]:
    """Every lab.json of the tree by the number of its lab."""
    labs = [json.loads(file.read_text()) for file in sorted(tree.glob("labs/lab*/lab.json"))]
    return {lab["lab"]: lab for lab in labs}


def stub(hole: Hole, labs: dict[int, dict]) -> list[str]:
    """The lines that stand in a hole until the student fills it."""
    lab = labs.get(hole.lab, {})
    anchor = next((entry["anchor"] for entry in lab.get("holes", [])
                   if entry["name"] == hole.name), None)
    if anchor is None:
        raise StartError(f"Hole \"{hole.name}\" of lab {hole.lab} stands in no lab.json, so "
                         "its stub would not know its place in the handout.")
    return [f'{hole.indent}KUMQUAT_HOLE({hole.lab}, "{hole.name}", '
            f'"{lab["handout"]}#{anchor}");']


def with_stubs(text: str, path: Path, first_lab: int, labs: dict[int, dict]) -> str:
    """A source text with the holes of `first_lab` and later ones emptied."""
    empty = {hole.name: stub(hole, labs) for hole in find_holes(text, str(path))
             if hole.lab >= first_lab}
    if not empty:
        return text
    text = replace_bodies(text, str(path), empty)
    include = STUB_INCLUDES.get(path.parts[0], STUB_INCLUDES["kernel"])
    if include not in text:
        lines = text.split("\n")
        last = max(i for i, line in enumerate(lines) if line.startswith('#include "'))
        lines.insert(last + 1, include)
        text = "\n".join(lines)
    return text


def settings(lab: int, labs: dict[int, dict]) -> str:
    """labs/starter.mk of the new tree."""
    switches = [switch.replace("=", " ?= ") for later, description in labs.items() if later > lab
                for switch in description.get("starters_before", [])]
    return (f"# starter.mk -- this tree is the starter of lab {lab}. An empty hole leaves parameters\n"
            "# and helpers unused, and that is no reason to warn.\n"
            f"STARTER_LAB := {lab}\n"
            "STUB_WARNINGS := -Wno-unused-parameter -Wno-unused-variable \\\n"
            "  -Wno-unused-but-set-variable -Wno-unused-function\n"
            + "".join(f"# What a later lab is about is off until then.\n{switch}\n"
                      for switch in switches))


def point_to_the_lab(target: Path, lab: int, handout: str) -> None:
    """Where the course's tree tells how to get a starter, a starter tells how to go on with it; and it
    has no list of pages that it does not have."""
    changes = [("README.md", "`make grade LAB=0`", f"`make grade LAB={lab}`"),
               ("README.md", "^.*make start LAB=0.*$",
                f"| do lab {lab} | read `handouts/{handout}`, then `make grade LAB={lab}` |"),
               ("README.md", r"^\| grade a whole course .*\n", ""),
               ("handouts/README.md", "^make start LAB=0.*\ncd .*\n", ""),
               ("handouts/README.md", "^## For instructors\n\n(- .*\n)+\n", "")]
    for name, old, new in changes:
        text, count = re.subn(old, new, (target / name).read_text(), flags=re.M)
        if count != 1:
            raise StartError(f"{name} should have what a starter leaves out once, and has it {count} "
                             f"times: {old}")
        (target / name).write_text(text)


def check_target(tree: Path, target: Path) -> None:
    """Raises StartError unless a starter can be written to `target`."""
    if target.exists() and not target.is_dir():
        raise StartError(f"{target} is a file. Name a new or empty directory with DIR=.")
    if target.is_dir() and any(target.iterdir()):
        raise StartError(f"{target} is not empty, and I never overwrite work that may be yours.\n"
                         "Name a new or empty directory with DIR=, or move that one away.")
    inside = target.resolve().is_relative_to(tree.resolve())
    if inside and not target.resolve().is_relative_to((tree / "build").resolve()):
        raise StartError(f"{target} lies inside this tree, so the two would get mixed up.\n"
                         "Name a directory outside, for instance DIR=../lab.")


def carry_on(target: Path, lab: int, mine: Path) -> str:
    """Put the student's own bodies into the holes of earlier labs; say how many."""
    if not (mine / "kernel").is_dir():
        raise StartError(f"{mine} holds no kernel to carry on from. Name your own tree with "
                         "CONTINUE=.")
    earlier = {name for name, (_, hole) in holes_of_tree(target).items() if hole.lab < lab}
    own = {name: hole.body for name, (_, hole) in holes_of_tree(mine).items() if name in earlier}
    fill(target, own)
    empty = sorted(name for name, body in own.items() if "KUMQUAT_HOLE" in "".join(body))
    return (f"Carried on with {len(own)} holes of {mine}"
            + (f"; these are still empty there: {', '.join(empty)}" if empty else "") + ".\n")


def give_traces(target: Path, lab: int, traces: Path) -> None:
    """The traces of the reference for one lab, beside its claims."""
    folder = next(target.glob(f"labs/lab{lab:02}-*"))
    for file in sorted((traces / folder.name / "traces").glob("*.json")):
        (folder / "traces").mkdir(exist_ok=True)
        shutil.copyfile(file, folder / "traces" / file.name)


def is_starter_of(tree: Path, lab: int) -> bool:
    """True for a tree that is the starter of this lab already, as packages for platforms hold it."""
    file = tree / "labs/starter.mk"
    return file.is_file() and f"STARTER_LAB := {lab}\n" in file.read_text()


def write_starter(tree: Path, lab: int, target: Path, mine: Path | None,
                  traces: Path | None = None) -> str:
    """Write the starter of one lab and say what was written."""
    labs = lab_descriptions(tree)
    if is_starter_of(tree, lab):
        check_target(tree, target)
        shutil.copytree(tree, target, ignore=shutil.ignore_patterns(".git", "build"), dirs_exist_ok=True)
        return f"Copied the starter of lab {lab} to {target}."
    if lab not in labs:
        raise StartError(f"There is no lab {lab}. There are: "
                         + ", ".join(f"{n} {entry['title']}" for n, entry in labs.items()) + ".")
    check_target(tree, target)
    files = [path for path in tracked_files(tree) if not is_kept_back(path)]
    if Path("README.md") not in files:
        raise StartError("This tree lies inside a git checkout that does not hold its files.\n"
                         "Make starters from a clone of the course's repository.")
    for path in files:
        source, copy = tree / path, target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        content = source.read_bytes()
        if path.parts[0] in ("kernel", "user") and b"// LAB " in content:
            content = with_stubs(content.decode(), path, lab, labs).encode()
        copy.write_bytes(content)
        copy.chmod(source.stat().st_mode & 0o777)
    (target / "labs/starter.mk").write_text(settings(lab, labs))
    point_to_the_lab(target, lab, labs[lab]["handout"])
    if traces:
        give_traces(target, lab, traces)
    carried = carry_on(target, lab, mine) if mine else ""
    later = [hole.lab for _, hole in holes_of_tree(target).values() if hole.lab >= lab]
    return (f"Wrote the starter of lab {lab}, \"{labs[lab]['title']}\", to {target}: {len(files)} "
            f"files, {later.count(lab)} holes to fill"
            + (f" ({len(later) - later.count(lab)} more belong to later labs).\n"
               if len(later) > later.count(lab) else ".\n")
            + carried + f"Next: cd {target}, read handouts/{labs[lab]['handout']}, then make grade LAB={lab}")


def main() -> int:
    """0: written; 2: not, and the message says why."""
    parser = argparse.ArgumentParser(description="Write the starter tree of a lab.")
    parser.add_argument("--tree", type=Path, default=Path("."), help="the reference (default: .)")
    parser.add_argument("--lab", type=int, required=True, help="number of the lab")
    parser.add_argument("--dir", type=Path, required=True, help="new or empty directory")
    parser.add_argument("--traces", type=Path, metavar="DIR",
                        help="traces of the reference, for students to compare with")
    parser.add_argument("--continue-from", type=Path, metavar="TREE",
                        help="your own tree: earlier labs are taken from there")
    arguments = parser.parse_args()
    try:
        print(write_starter(arguments.tree, arguments.lab, arguments.dir,
                            arguments.continue_from, arguments.traces))
    except (StartError, HoleError) as error:
        print(f"No starter was written. {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
