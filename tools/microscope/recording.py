# recording.py -- a look as the files hold it, with what follows from it.
# Which lines of the cache an instruction is the first to touch follows from the addresses; what stands in a line
# of source is read from the tree.

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Step:
    """One executed instruction. `code_lines` and `data_lines`: addresses of cache lines that it is the first to touch."""

    number: int
    row: dict
    ring: int
    source: str = ""
    code_lines: list[int] = field(default_factory=list)
    data_lines: list[int] = field(default_factory=list)

    @property
    def address(self) -> int:
        return int(self.row["address"], 16)

    @property
    def place(self) -> str:
        """"kernel/ipc/fast_path.S:101", or nothing."""
        return f"{self.row['file']}:{self.row['line']}" if "line" in self.row else ""

    def memory(self, by: str) -> list[dict]:
        """The accesses of the program, of the processor's frame, or of its descriptors."""
        return [access for access in self.row.get("memory", []) if access.get("by", "program") == by]


@dataclass
class Recording:
    """One operation: visualizer/microscope.schema.json."""

    json: dict
    steps: list[Step]

    @property
    def lines(self) -> tuple[int, int]:
        """How many lines of the cache are touched: of code, of data."""
        return (sum(len(step.code_lines) for step in self.steps),
                sum(len(step.data_lines) for step in self.steps))

    @property
    def misses(self) -> int:
        return sum(len(step.row.get("misses", [])) for step in self.steps)


def _touch(seen: set[int], address: int, size: int, unit: int) -> list[int]:
    lines = range(address // unit * unit, address + size, unit)
    first = [line for line in lines if line not in seen]
    seen.update(first)
    return first


def _source_line(tree: Path, file: str, number: int, files: dict[str, list[str]]) -> str:
    if file not in files:
        path = tree / file
        files[file] = path.read_text(errors="replace").splitlines() if path.is_file() else []
    lines = files[file]
    return lines[number - 1].strip() if number <= len(lines) else ""


def read_recording(file: Path, tree: Path) -> Recording:
    """tree: where the names of source files begin."""
    whole = json.loads(file.read_text())
    unit, ring = whole["line_bytes"], int(whole["registers"]["ring"], 16)
    code: set[int] = set()
    data: set[int] = set()
    files: dict[str, list[str]] = {}
    steps = []
    for number, row in enumerate(whole["instructions"], 1):
        step = Step(number, row, ring)
        if "line" in row:
            step.source = _source_line(tree, row["file"], row["line"], files)
        step.code_lines = _touch(code, step.address, len(row["bytes"].split()), unit)
        for access in row.get("memory", []):
            if access.get("by") != "descriptor":
                step.data_lines += _touch(data, int(access["address"], 16), access["size"], unit)
        ring = int(row.get("registers", {}).get("ring", hex(ring)), 16)
        steps.append(step)
    return Recording(whole, steps)
