#!/usr/bin/env python3
# fill.py -- puts bodies into the holes of a tree: a mutant, a liar or the reference itself.
# Usage: fill.py TREE FROM...   where FROM is a file with bodies between markers, or a whole
# tree, of which every hole is taken. Prints the files that changed.

import sys
from pathlib import Path

from holes import HoleError, bodies_in, fill, holes_of_tree


def bodies_from(source: Path) -> dict[str, list[str]]:
    """The bodies of a file, or of every hole of a tree."""
    if source.is_dir():
        return {name: hole.body for name, (_, hole) in holes_of_tree(source).items()}
    return bodies_in(source)


def main() -> int:
    """0: filled; 2: not, and the message says why."""
    if len(sys.argv) < 3:
        print("usage: fill.py TREE FROM...", file=sys.stderr)
        return 2
    try:
        for source in sys.argv[2:]:
            for path in fill(Path(sys.argv[1]), bodies_from(Path(source))):
                print(path)
    except HoleError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
