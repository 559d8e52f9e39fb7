# trace.py -- the events that the kernel has recorded, out of the ring in its memory.
# Source: kernel/abi/trace_format.hpp, kernel/abi/trace_kinds.hpp.

import struct
from typing import Iterator, NamedTuple

from l4.kernel import Problem, enumerators, read_physical, type_of, variable


class Event(NamedTuple):
    time: int  # nanoseconds of virtual time, or cycles, since the kernel's first instruction
    kind: str
    columns: tuple[int, ...]


class Ring:
    """The ring as it is now."""

    def __init__(self):
        header = variable("trace_ring")
        self.written, self.drained, self.capacity, self.lost = (
            int(header[name]) for name in ("written", "drained", "capacity", "lost"))
        self.base, self.start = int(header["ring_physical"]), int(header["start_tsc"])
        self.size = type_of("TraceRecord").sizeof
        self.kinds = enumerators("TraceKind")
        # What was drained still lies there until it is written over.
        self.first = max(0, self.written - self.capacity)

    def events(self, begin: int, end: int | None = None) -> Iterator[Event]:
        """All from number `begin` on, oldest first; those that are gone are skipped. \\param end  where to stop"""
        begin, end = max(begin, self.first), self.written if end is None else end
        while begin < end:
            place = begin % self.capacity
            count = min(end - begin, self.capacity - place)
            data = read_physical(self.base + place * self.size, count * self.size)
            for time, kind, *columns in struct.iter_unpack("<QI5I", data):
                yield Event(time - self.start, self.kinds.get(kind, f"kind {kind}"), tuple(columns))
            begin += count

    def last_events(self, count: int, kinds: tuple[str, ...]) -> list[Event]:
        """The last ones whose kind begins with one of `kinds`, oldest first. No more is read than that takes."""
        found, end, piece = [], self.written, 2 * count
        while len(found) < count and end > self.first:
            begin = max(self.first, end - piece)
            found = [event for event in self.events(begin, end) if event.kind.startswith(kinds)] + found
            end, piece = begin, 2 * piece
        return found[-count:]


def ring() -> Ring:
    """Raises Problem if there is no trace."""
    try:
        found = Ring()
    except Problem:
        raise Problem("This kernel keeps no trace: it was built with TRACE=off. Build it with "
                      "make kernel TRACE=on.") from None
    if found.capacity == 0:
        raise Problem("The trace has not begun: allocate_trace_ring() has not run yet "
                      "(kernel/main.cpp calls it), or found no memory.")
    return found


def text_in(columns: tuple[int, ...]) -> str:
    """The characters of text columns; unprintable ones become dots."""
    text = struct.pack(f"<{len(columns)}I", *columns).split(b"\0")[0].decode("latin-1")
    return "".join(c if " " <= c <= "~" else "." for c in text)


class _Reader:
    """What the commands ask again and again, kept up to date by reading what is new."""

    def __init__(self):
        self.forget(None)

    def forget(self, start: int | None) -> None:
        self.start, self.read_to, self.names, self.blocked = start, 0, {}, {}

    def catch_up(self) -> None:
        now = ring()
        if now.start != self.start or now.written < self.read_to:
            self.forget(now.start)  # another run
        for event in now.events(self.read_to):
            if event.kind == "thread_name":
                self.names[event.columns[0]] = text_in(event.columns[1:])
            elif event.kind == "ipc_block":
                self.blocked[event.columns[0]] = event.time
            elif event.kind in ("thread_delete", "thread_create"):
                self.names.pop(event.columns[0], None)
        self.read_to = now.written


_reader = _Reader()


def _ask(what: str) -> dict[int, object]:
    try:
        _reader.catch_up()
    except Problem:
        return {}
    return getattr(_reader, what)


def thread_names() -> dict[int, str]:
    """Names that threads have got, by thread number; none without a trace."""
    return _ask("names")


def blocked_since(thread: int) -> int | None:
    """When a thread began its last wait; None: the trace does not tell."""
    return _ask("blocked").get(thread)
