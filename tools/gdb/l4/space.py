# space.py -- `l4 space`, `l4 walk`: an address space as ranges, and the way of the MMU to one address.
# Source: Intel SDM vol. 3A, "32-bit paging"; kernel/x86/page_table.hpp.

from typing import Iterator

import gdb

from l4 import ids
from l4.command import command, nothing, tasks
from l4.kernel import Problem, frame_in, is_present, register
from l4.pages import ENTRIES, ENTRY_SIZE, LARGE, Page, entry_at, page_at, pages_of
from l4.source import LARGE_PAGE_SIZE, PAGE_SIZE, PTE
from l4.tasks import active_task, directory_of
from l4.text import as_hex, as_size, table

RIGHTS = PTE["PTE_PRESENT"] | PTE["PTE_WRITABLE"] | PTE["PTE_USER"]
NAMES = {  # of the bits of an entry: set, clear
    PTE["PTE_PRESENT"]: ("P", "present", "not present"),
    PTE["PTE_WRITABLE"]: ("R/W", "writable", "read only"),
    PTE["PTE_USER"]: ("U/S", "for users, too", "for the kernel only"),
    1 << 3: ("PWT", "write-through", ""),
    PTE["PTE_CACHE_DISABLE"]: ("PCD", "not cached", ""),
    PTE["PTE_ACCESSED"]: ("A", "used since this bit was cleared", "not used yet"),
    PTE["PTE_DIRTY"]: ("D", "written to", ""),
    1 << 8: ("G", "global", ""),
}


def parse_address(text: str) -> int:
    """A number, or anything that GDB can make an address of: $esp, &master_directory."""
    try:
        return int(gdb.parse_and_eval(f"(unsigned)({text})")) & 0xFFFFFFFF
    except gdb.error as error:
        raise Problem(f"{text} is no address: {error}") from None


def space_named(task: str) -> tuple[str, int]:
    """What to call a space, and its directory. \\param task  "": the one that the processor is in"""
    if task:
        number, entry = active_task(task)
        return ids.task_label(number), directory_of(entry)
    return "the space that the processor is in", frame_in(register("cr3"))


def physical_address(where: int, name: str, directory: int) -> int:
    """Where an address leads in a space that space_named() has found. Raises Problem if nothing is mapped there."""
    page = page_at(directory, where)
    if page is None:
        raise Problem(f"Nothing is mapped at {as_hex(where)} in {name}. l4 space shows what is.")
    return page.frame + where - page.address


def ranges_of(directory: int) -> Iterator[list[Page]]:
    """Pages that follow each other with the same rights, to frames that follow each other."""
    run: list[Page] = []
    for page in pages_of(directory):
        last = run[-1] if run else None
        if last and (page.address, page.frame, page.size, page.entry & RIGHTS) != (
                last.address + last.size, last.frame + last.size, last.size, last.entry & RIGHTS):
            yield run
            run = []
        run.append(page)
    if run:
        yield run


@command("space", tasks)
def show_space(task: str = "") -> Iterator[str]:
    """What an address space shows below 3 GB, in ranges; the running one without TASK."""
    name, directory = space_named(task)
    rows = []
    for run in ranges_of(directory):
        first, size = run[0], sum(page.size for page in run)
        rows.append((f"{as_hex(first.address)} to {as_hex(first.address + size - 1)}", as_size(size),
                     f"pages of {as_size(first.size)}", first.rights,
                     as_hex(first.frame) + (" one to one" if first.frame == first.address else ""),
                     "" if first.entry & PTE["PTE_USER"] else "not for users!"))
    yield f"{name[0].upper()}{name[1:]}, directory at {as_hex(directory)}:"
    yield from table(rows, ("addresses", "size", "in", "rights", "from frame", ""))
    if not rows:
        yield "Nothing is mapped for the user."


def entry_words(entry: int, is_directory: bool) -> Iterator[str]:
    """The bits of an entry, one a line; those that are clear and mean nothing then are left away."""
    for bit, (short, if_set, if_clear) in NAMES.items():
        meaning = if_set if entry & bit else if_clear
        if meaning and (is_present(entry) or bit == PTE["PTE_PRESENT"]):
            yield f"    bit {bit.bit_length() - 1} {short:4} {1 if entry & bit else 0}  {meaning}"
    if is_directory and entry & LARGE and is_present(entry):
        yield f"    bit 7 PS   1  a page of 4 MB, at frame {as_hex(entry & -LARGE_PAGE_SIZE)}"


@command("walk", nothing, tasks)
def walk(address: str, task: str = "") -> Iterator[str]:
    """The way of the MMU from CR3 to an address, both entries bit by bit.

    ADDRESS is a number or an expression such as $esp; without TASK in the space of the processor."""
    where = parse_address(address)
    name, directory = space_named(task)
    upper_index, lower_index = where // LARGE_PAGE_SIZE, where // PAGE_SIZE % ENTRIES
    upper = entry_at(directory, upper_index)
    is_large = is_present(upper) and upper & LARGE
    yield f"{as_hex(where)} in {name}: entry {upper_index} of the directory, " + (
        f"byte {where % LARGE_PAGE_SIZE} of a page of 4 MB." if is_large else
        f"entry {lower_index} of the page table, byte {where % PAGE_SIZE} of the page.")
    yield f"  directory entry {upper_index}, at {as_hex(directory + upper_index * ENTRY_SIZE)}: {as_hex(upper)}"
    yield from entry_words(upper, True)
    if not is_present(upper):
        yield "  There is no page table for these 4 MB: an access is a page fault."
        return
    if is_large:
        yield f"  physical address {as_hex((upper & -LARGE_PAGE_SIZE) + where % LARGE_PAGE_SIZE)}"
        return
    lower = entry_at(frame_in(upper), lower_index)
    place = frame_in(upper) + lower_index * ENTRY_SIZE
    yield f"  page-table entry {lower_index}, at {as_hex(place)}: {as_hex(lower)}"
    yield from entry_words(lower, False)
    if not is_present(lower):
        yield "  There is no page here: an access is a page fault."
        return
    yield f"  physical address {as_hex(frame_in(lower) + where % PAGE_SIZE)}"
    both = upper & lower
    yield (f"  Both count together: users may {'write' if both & PTE['PTE_WRITABLE'] else 'read'} here."
           if both & PTE["PTE_USER"] else "  Both count together: users may not come here.")
