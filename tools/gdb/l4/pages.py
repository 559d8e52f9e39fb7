# pages.py -- the page tables of any task, read as the MMU reads them.
# Source: Intel SDM vol. 3A, "32-bit paging".

from typing import Iterator, NamedTuple

from l4.kernel import Problem, frame_in, is_present, read_physical, words_of
from l4.source import LARGE_PAGE_SIZE, PAGE_SIZE, PTE, USER_SPACE_END
from l4.text import as_hex

WRITABLE, LARGE = PTE["PTE_WRITABLE"], PTE["PTE_LARGE"]
ENTRY_SIZE, ENTRIES = 4, PAGE_SIZE // 4


class Page(NamedTuple):
    """What a space shows at an address."""
    address: int
    entry: int  # of the page table; of the directory for 4 MB
    size: int

    @property
    def frame(self) -> int:
        return self.entry & -self.size

    @property
    def is_writable(self) -> bool:
        return self.entry & WRITABLE != 0

    @property
    def rights(self) -> str:
        return "writable" if self.is_writable else "read only"


def table_at(frame: int) -> memoryview:
    """The 1,024 entries of a directory or page table."""
    return words_of(read_physical(frame, PAGE_SIZE))


def entry_at(table: int, index: int) -> int:
    return words_of(read_physical(table + index * ENTRY_SIZE, ENTRY_SIZE))[0]


def page_at(directory: int, address: int) -> Page | None:
    """The page that a space shows at an address; None: nothing."""
    upper = entry_at(frame_in(directory), address // LARGE_PAGE_SIZE)
    if not is_present(upper):
        return None
    if upper & LARGE:
        return Page(address & -LARGE_PAGE_SIZE, upper, LARGE_PAGE_SIZE)
    lower = entry_at(frame_in(upper), address // PAGE_SIZE % ENTRIES)
    return Page(address & -PAGE_SIZE, lower, PAGE_SIZE) if is_present(lower) else None


def pages_of(directory: int, begin: int = 0, end: int = USER_SPACE_END) -> Iterator[Page]:
    """All pages of a space, in order, from the 4 MB around `begin` on."""
    upper = table_at(frame_in(directory))
    for i in range(begin // LARGE_PAGE_SIZE, -(-end // LARGE_PAGE_SIZE)):
        if not is_present(upper[i]):
            continue
        base = i * LARGE_PAGE_SIZE
        if upper[i] & LARGE:
            yield Page(base, upper[i], LARGE_PAGE_SIZE)
            continue
        for j, entry in enumerate(table_at(frame_in(upper[i]))):
            if is_present(entry):
                yield Page(base + j * PAGE_SIZE, entry, PAGE_SIZE)


def read_in(directory: int, address: int, size: int) -> bytes:
    """Memory of a space, whether the processor is in it or not."""
    data = b""
    while len(data) < size:
        here = address + len(data)
        page = page_at(directory, here)
        if page is None:
            raise Problem(f"Nothing is mapped there at {as_hex(here)}.")
        offset = here - page.address
        data += read_physical(page.frame + offset, min(size - len(data), page.size - offset))
    return data
