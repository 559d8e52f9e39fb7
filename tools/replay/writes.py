# writes.py -- who wrote a word of memory last, whatever address was used for it.
# A frame can be seen at many addresses: in several tasks, through the kernel's windows, through an
# entry of the TLB that should be gone. A plugin notes every store, with the frame that it went to;
# watchpoints at all those addresses tell when it was. (Neither could do alone: a plugin does not know
# the exact count, nor what the processor itself pushes; a watchpoint does not know the frame.)

import struct
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from machine import Machine
from travel import Travel

PAGE_SIZE, WORD = 4096, 4
ENTRY = struct.Struct("<III")  # of the plugin's file: instruction, address, physical address


class Store(NamedTuple):
    instruction: int
    address: int
    physical: int


def stores_to(folder: Path, plugin: Path, offset: int) -> list[Store]:
    """All stores of the run that touch the word at this offset of any page, in their order."""
    with tempfile.NamedTemporaryFile() as file:
        machine = Machine(folder, "-plugin", f"{plugin},offset={offset},size={WORD},out={file.name}")
        try:
            machine.ask(b"c")
        finally:
            machine.close()
        data = Path(file.name).read_bytes()
    return [Store(*entry) for entry in ENTRY.iter_unpack(data[:len(data) // ENTRY.size * ENTRY.size])]


def touches(address: int, word: int) -> bool:
    """Whether a store that begins there may reach the word. (None is longer than it.)"""
    return word - WORD < address < word + WORD


def watchpoint(word: int) -> bytes:
    return b"Z2,%x,%x" % (word, WORD)


def last_write(travel: Travel, plugin: Path, word: int, physical: int) -> int | None:
    """The count before the last store to a word, before here; None: there was none.
    \\param word  its address here; physical  where it lies"""
    here, kept = travel.here, travel.breakpoints
    stores = stores_to(travel.folder, plugin, word % PAGE_SIZE)
    views = {word} | {store.address - store.physical + physical for store in stores
                      if touches(store.physical, physical)}
    try:
        travel.breakpoints = dict.fromkeys(map(watchpoint, views))
        travel.go_to(0)
        found = defaultdict(list)  # (count, whether the page tables show the word there) of each view
        for hit in travel.scan():
            view = int(hit.said.partition(b"watch:")[2].partition(b";")[0], 16)
            view = next((seen for seen in views if touches(view, seen)), view)
            found[view].append((hit.count, travel.machine.physical_address(view) == physical))
    finally:
        travel.breakpoints = kept
        travel.go_to(here)
    return max((count for view, hits in found.items() for count in right_ones(view, hits, stores, physical)
                if count < here), default=None)


def right_ones(view: int, hits: list[tuple[int, bool]], stores: list[Store], physical: int) -> list[int]:
    """Those that went to the frame. The plugin knows; if the processor has pushed something there by
    itself, which it does only to the kernel's stacks, the page tables tell as well."""
    told = [touches(store.physical, physical) for store in stores if touches(store.address, view)]
    if len(told) == len(hits):
        return [count for (count, _), is_right in zip(hits, told) if is_right]
    return [count for count, is_shown in hits if is_shown]
