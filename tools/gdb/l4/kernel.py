# kernel.py -- the kernel under GDB: its memory and its variables, or a sentence why not.
# A student's kernel may be half built, or have crashed: so nothing here trusts a pointer, and
# whatever cannot be read becomes a Problem, whose text says what to do next.
# Physical memory is read through the direct window, which all address spaces show: what is in
# the TCB array, or in another task, may be missing in the space that the processor is in.

import contextlib
from typing import Iterator

import gdb

from l4.source import DIRECT_WINDOW, DIRECT_WINDOW_SIZE, PAGE_SIZE, PTE
from l4.text import as_hex

PAGING = 1 << 31  # of CR0


class Problem(Exception):
    """Why something cannot be shown; whole sentences for a student."""


@contextlib.contextmanager
def in_cpp() -> Iterator[None]:
    """Where the processor is in an assembler file, GDB would not read expressions of C++."""
    before = gdb.parameter("language")
    gdb.execute("set language c++", to_string=True)
    try:
        yield
    finally:
        gdb.execute(f"set language {before}", to_string=True)


def require_machine() -> None:
    """Raises Problem unless a machine is connected and the kernel has turned paging on."""
    if gdb.selected_inferior().pid == 0:
        raise Problem("No machine is connected. Start one in another terminal with make qemu-gdb, "
                      "then type here: target remote build/run/gdb.socket")
    if not register("cr0") & PAGING:
        raise Problem("Paging is still off, so the kernel does not yet lie where it will run. Go on "
                      "first: tbreak kernel_main, then continue.")


def register(name: str) -> int:
    try:
        return int(gdb.parse_and_eval(f"(unsigned)${name}")) & 0xFFFFFFFF
    except gdb.error as error:
        raise Problem(f"The machine does not tell its register {name}: {error}.") from None


def type_of(name: str) -> gdb.Type:
    """A type of the kernel by its name without `kumquat::`."""
    try:
        return gdb.lookup_type("kumquat::" + name)
    except gdb.error:
        raise Problem(f"GDB knows no type {name}. It needs the symbols of the kernel: "
                      "file build/kernel/kumquat.elf") from None


def variable(name: str) -> gdb.Value:
    """A variable of namespace kumquat, named or without a name."""
    for full in (f"kumquat::{name}", f"'kumquat::(anonymous namespace)::{name}'"):
        try:
            return gdb.parse_and_eval(full)
        except gdb.error:
            pass
    declared = gdb.lookup_global_symbol(f"kumquat::{name}")
    if declared is not None:  # extern "C": the linker knows it without its namespace
        return gdb.Value(address_of(name)).cast(declared.type.pointer()).dereference()
    raise Problem(f"This kernel has no variable {name}. Was the file that defines it left out of the "
                  "build, or does it belong to another position of a switch? (make switches)")


def address_of(symbol: str) -> int:
    """A label of the assembler, what C++ calls extern "C", or a function with its namespace."""
    try:
        return int(gdb.parse_and_eval(f"(unsigned)&::{symbol}")) & 0xFFFFFFFF
    except gdb.error:
        raise Problem(f"This kernel has no symbol {symbol}.") from None


def constant(name: str) -> int:
    return int(variable(name))


def enumerators(name: str) -> dict[int, str]:
    """The values of an enumeration: {2: "running"}."""
    return {field.enumval: field.name.rsplit("::", 1)[-1] for field in type_of(name).fields()}


def read(address: int, size: int) -> bytes:
    """Memory as the processor sees it now."""
    try:
        return bytes(gdb.selected_inferior().read_memory(address, size))
    except gdb.MemoryError:
        raise Problem(f"There is no memory at {as_hex(address)}.") from None


def read_physical(address: int, size: int) -> bytes:
    if address + size > DIRECT_WINDOW_SIZE:
        raise Problem(f"{as_hex(address)} is no frame of RAM: the pointer or page-table entry that it "
                      "comes from is wrong.")
    try:
        return read(DIRECT_WINDOW + address, size)
    except Problem:
        raise Problem(f"The direct window does not show physical {as_hex(address)}: either there is no "
                      "such memory, or the directory that CR3 names is wrong. Ask the machine: "
                      "monitor info mem") from None


def words_of(data: bytes) -> memoryview:
    """Bytes as 32-bit words. (Host and guest are little endian.)"""
    return memoryview(data).cast("I")


def object_in(data: bytes, name: str) -> gdb.Value:
    """Bytes as an object of one of the kernel's types."""
    kind = type_of(name)
    return gdb.Value(data[:kind.sizeof], kind)


def in_window(pointer: int) -> int:
    """The physical address of what a pointer into the direct window shows."""
    if not DIRECT_WINDOW <= pointer < DIRECT_WINDOW + DIRECT_WINDOW_SIZE:
        raise Problem(f"{as_hex(pointer)} should point into the kernel pool, and does not.")
    return pointer - DIRECT_WINDOW


def is_present(entry: int) -> bool:
    return entry & PTE["PTE_PRESENT"] != 0


def frame_in(entry: int) -> int:
    return entry & -PAGE_SIZE
