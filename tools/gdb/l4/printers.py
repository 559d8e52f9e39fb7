# printers.py -- how GDB prints the kernel's own words: ids, fpages, descriptors, entries of page tables.
# They work wherever GDB prints a value: print, info locals, backtrace. print/r shows the bare fields.

import gdb
import gdb.printing

from l4.ids import ID, id_of, id_words
from l4.kernel import is_present
from l4.message_words import dope_words, error_words, fpage_words, receive_words, send_words, timeouts_words
from l4.source import PAGE_SIZE, PTE
from l4.text import as_hex, as_timeout
from l4.threads import STATE, state_name

NEVER_US = (1 << 64) - 1
ENTRY_BITS = {"PTE_WRITABLE": "writable", "PTE_USER": "user", "PTE_LARGE": "4 MB",
              "PTE_CACHE_DISABLE": "not cached", "PTE_ACCESSED": "accessed", "PTE_DIRTY": "dirty"}


def word(value: gdb.Value, field: str = "word_") -> int:
    return int(value[field])


def entry_words(entry: int) -> str:
    if not is_present(entry):
        return f"{as_hex(entry)}, not present"
    flags = [name for bit, name in ENTRY_BITS.items() if entry & PTE[bit]]
    return f"frame {as_hex(entry & -PAGE_SIZE)}, " + ", ".join(["present", *flags])


def state_words(state: int) -> str:
    if state == STATE["STATE_RECEIVES_FROM_ANYBODY"]:
        return "receiving, from anyone"
    return f"receiving, from {id_of(ID['Number'].get(state))} only" if state > 16 else state_name(state)


def timeout_words(us: int) -> str:
    return as_timeout(None if us == NEVER_US else us)


PRINTERS = {  # type: its value in words
    "ThreadId": lambda value: id_words(word(value, "low_"), word(value, "high_")),
    "ThreadNumber": lambda value: id_of(word(value, "value")),
    "TaskNumber": lambda value: f"task {word(value, 'value')}",
    "Fpage": lambda value: fpage_words(word(value)),
    "SendDescriptor": lambda value: send_words(word(value)),
    "ReceiveDescriptor": lambda value: receive_words(word(value)),
    "MessageDope": lambda value: dope_words(word(value)),
    "IpcError": lambda value: f"{as_hex(int(value))} {error_words(int(value))}",
    "TimeoutWord": lambda value: timeouts_words(word(value)),
    "Timeout": lambda value: timeout_words(word(value, "us_")),
    "PageEntry": lambda value: entry_words(word(value)),
    "PageName": lambda value: f"{as_hex(word(value) & -PAGE_SIZE)} of task {word(value) % PAGE_SIZE}",
    "StateWord": lambda value: state_words(word(value)),
    "Address<kumquat::PhysicalWorld>": lambda value: f"physical {as_hex(word(value, 'raw_'))}",
    "Address<kumquat::VirtualWorld>": lambda value: as_hex(word(value, "raw_")),
}


class Printer:
    """One value in words."""

    def __init__(self, value: gdb.Value, words):
        self.value, self.words = value, words

    def to_string(self) -> str:
        return self.words(self.value)


class Collection(gdb.printing.PrettyPrinter):
    """GDB asks it for every value that it prints."""

    def __call__(self, value: gdb.Value) -> Printer | None:
        name = str(value.type.strip_typedefs().unqualified()).removeprefix("kumquat::")
        return Printer(value, PRINTERS[name]) if name in PRINTERS else None


gdb.printing.register_pretty_printer(None, Collection("kumquat"), replace=True)
