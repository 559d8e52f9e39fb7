# programs.py -- which program a task runs, and where in its source an address is.
# The kernel does not know programs by name, and several may be linked at the same address. But
# code proves itself: a task runs the program whose text lies in its pages.

import functools
import re
import shutil
import struct
import subprocess
from pathlib import Path
from typing import NamedTuple

import gdb

from l4.pages import page_at, read_in
from l4.source import PAGE_SIZE, TREE, USER_SPACE_END
from l4.text import as_hex

ADDR2LINE = ("addr2line", "i686-elf-addr2line", "i686-linux-gnu-addr2line")
EXECUTABLE, LOAD = 1, 1  # of a program header
PIECE = 64               # bytes that are compared at the address, and at the begin of each page


class Place(NamedTuple):
    """A place in a source."""
    function: str
    line: str     # "user/lib/l4.cpp:18", or ""

    def words(self) -> str:
        return f"{self.function} at {self.line}" if self.line else self.function


class Program(NamedTuple):
    file: Path
    begin: int   # of its text
    text: bytes

    def overlaps(self, other: "Program") -> bool:
        return self.begin < other.begin + len(other.text) and other.begin < self.begin + len(self.text)

    def lies_at(self, directory: int, address: int) -> bool:
        """Whether this space has this program's code at the address, and nothing else around it."""
        if not self.begin <= address < self.begin + len(self.text) or page_at(directory, address) is None:
            return False
        pages = range(self.begin, self.begin + len(self.text), PAGE_SIZE)
        return all(self._agrees(directory, place) for place in (address, *pages))

    def _agrees(self, directory: int, address: int) -> bool:
        want = self.text[address - self.begin:][:min(PIECE, PAGE_SIZE - address % PAGE_SIZE)]
        return page_at(directory, address) is None or read_in(directory, address, len(want)) == want


def text_of(file: Path) -> Program | None:
    """The code of an ELF file. Source: kernel/abi/elf.hpp."""
    data = file.read_bytes()
    if data[:5] != b"\x7fELF\x01":
        return None
    headers, count = struct.unpack_from("<I", data, 28)[0], struct.unpack_from("<H", data, 44)[0]
    for i in range(count):
        kind, offset, begin, _, size, _, flags, _ = struct.unpack_from("<8I", data, headers + 32 * i)
        if kind == LOAD and flags & EXECUTABLE:
            return Program(file, begin, data[offset:offset + size])
    return None


@functools.cache
def _read_program(file: Path, _written: int) -> Program | None:
    return text_of(file)


def programs() -> list[Program]:
    """All programs with debug information that were built beside the kernel, or for claims of labs."""
    kernel = Path(gdb.current_progspace().filename or TREE / "build/kernel/kumquat.elf")
    folders = {kernel.parent.parent / "user", TREE / "build/user", *(TREE / "build/grade").glob("*/user")}
    files = [file for folder in sorted(folders) for file in sorted(folder.glob("*.elf"))]
    return [found for file in files if (found := _read_program(file, file.stat().st_mtime_ns))]


def program_at(directory: int, address: int) -> Program | None:
    """The program whose code a space has at an address."""
    return next((found for found in programs() if found.lies_at(directory, address)), None)


@functools.cache
def _lines(file: Path, _written: int, address: int) -> tuple[Place, ...]:
    """The function at an address of a program, and those that it is inlined into."""
    tool = next(filter(shutil.which, ADDR2LINE), None)
    if tool is None:
        return ()
    said = subprocess.run([tool, "-Cfi", "-e", str(file), hex(address)], capture_output=True, text=True,
                          check=False).stdout.splitlines()
    return tuple(Place(short(function), "" if "?" in line else relative(line))
                 for function, line in zip(said[::2], said[1::2]) if function != "??")


def short(function: str) -> str:
    """A function's name without its arguments and its namespaces."""
    return re.sub(r"\b[a-z_0-9]+::|\(anonymous namespace\)::|\(.*\)$", "", function)


def relative(line: str) -> str:
    """A line of source as seen from the root of the tree, without what some tools say behind it."""
    return line.split(" (")[0].removeprefix(f"{TREE}/").removeprefix("./")


def user_places(directory: int, address: int) -> list[Place]:
    """Where an address of user space is in the source: innermost function first, if inlined."""
    program = program_at(directory, address)
    places = _lines(program.file, program.file.stat().st_mtime_ns, address) if program else ()
    return list(places) or [Place(as_hex(address) + (f" of {program.file.stem}" if program else ""), "")]


def kernel_places(address: int) -> list[Place]:
    """The same for an address of the kernel."""
    line = gdb.find_pc_line(address)
    where = f"{relative(line.symtab.filename)}:{line.line}" if line.symtab else ""
    places, block = [], gdb.block_for_pc(address)
    while block and not block.is_static and not block.is_global:
        if block.function:
            places.append(Place(short(block.function.print_name), where))
            where = ""  # of the call; GDB does not tell
        block = block.superblock
    return places or [Place(symbol_at(address), where)]


def symbol_at(address: int) -> str:
    """The label of the assembler at or before an address."""
    said = gdb.execute(f"info symbol {address}", to_string=True)
    return as_hex(address) if said.startswith("No symbol") else short(said.split(" in section")[0])


def places_of(directory: int, address: int) -> list[Place]:
    return user_places(directory, address) if address < USER_SPACE_END else kernel_places(address)
