# source.py -- numbers that the interface or the machine fixes, read from the headers of this tree.
# Debug information knows types, but neither macros nor which bits a Field<> names. So that no number
# stands in two places, they are read where the kernel's compiler reads them, too.

import functools
import re
from pathlib import Path
from typing import NamedTuple

TREE = Path(__file__).resolve().parents[3]


class Field(NamedTuple):
    """Bits [lsb, lsb + width) of a word, as kernel/abi/field.hpp has it."""
    lsb: int
    width: int

    def get(self, word: int) -> int:
        return word >> self.lsb & (1 << self.width) - 1


@functools.cache
def text_of(header: str) -> str:
    return (TREE / header).read_text()


@functools.cache
def fields(header: str) -> dict[str, Field]:
    """Every `using NAME = Field<lsb, width>` of a header by its name."""
    found = re.findall(r"using (\w+) = Field<(\d+), (\d+)>", text_of(header))
    return {name: Field(int(lsb), int(width)) for name, lsb, width in found}


@functools.cache
def macros(header: str) -> dict[str, int]:
    """Every `#define NAME number` of a header."""
    found = re.findall(r"^#define +(\w+) +(0x[0-9A-Fa-f]+|\d+)\b", text_of(header), re.M)
    return {name: int(value, 0) for name, value in found}


@functools.cache
def bits(header: str) -> dict[str, int]:
    """Every `NAME = 1u << n` of a header: NAME by the mask."""
    return {name: 1 << int(n) for name, n in re.findall(r"(\w+) = 1u << (\d+)", text_of(header))}


LAYOUT = macros("kernel/memory_layout.hpp")
TCB_ARRAY, TCB_SIZE = LAYOUT["TCB_ARRAY"], LAYOUT["TCB_SIZE"]
USER_SPACE_END, DIRECT_WINDOW = LAYOUT["USER_SPACE_END"], LAYOUT["DIRECT_WINDOW"]
DIRECT_WINDOW_SIZE = LAYOUT["DIRECT_WINDOW_SIZE"]
LARGE_PAGE_SIZE, PAGE_SIZE = LAYOUT["LARGE_PAGE_SIZE"], 4096
PTE = macros("kernel/x86/page_table_bits.hpp")
