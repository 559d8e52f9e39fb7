# show_events.py -- `l4 ipc`, `l4 events`: what happened last.

from typing import Iterator

from l4 import trace
from l4.command import command
from l4.event_words import words_of
from l4.kernel import Problem

OF_IPC = ("ipc_", "transfer_", "page_fault", "interrupt_deliver")
SHOWN = "20"


def last_events(count: str, kinds: tuple[str, ...]) -> Iterator[str]:
    """The last events whose kind begins with one of `kinds`."""
    if not count.isdecimal() or int(count) == 0:
        raise Problem(f"{count} is no number of events. For instance: l4 ipc 20")
    ring = trace.ring()
    found = ring.last_events(int(count), kinds)
    yield from (f"t {event.time:>11,}  {words_of(event)}" for event in found)
    if not found:
        yield "The trace has no such event yet." if ring.written else \
            "The trace is empty: no event has been recorded yet."
    if ring.lost:
        yield f"{ring.lost:,} events were lost."


@command("ipc")
def show_ipc(count: str = SHOWN) -> Iterator[str]:
    """The last N events of ipc in words, oldest first; 20 if N is left away.

    t is the time since the kernel's first instruction in nanoseconds. l4 events shows all kinds."""
    return last_events(count, OF_IPC)


@command("events")
def show_events(count: str = SHOWN) -> Iterator[str]:
    """The last N events of the trace in words, oldest first; 20 if N is left away."""
    return last_events(count, ("",))
