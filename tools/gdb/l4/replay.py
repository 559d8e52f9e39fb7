# replay.py -- `l4 go`, `l4 who-wrote`, `l4 show`: from place to place in a run that is replayed.
# A place is the number of instructions that were executed; tools/replay/serve.py goes there, at the
# next step. The trace knows times: a time's place is where the last event until then was recorded.

import itertools
import os
from pathlib import Path
from typing import Iterator

import gdb

from l4 import trace
from l4.command import command, nothing, tasks
from l4.endings import STILL_STANDS
from l4.event_words import words_of
from l4.kernel import Problem, variable
from l4.source import DIRECT_WINDOW, TREE
from l4.space import parse_address, physical_address, space_named
from l4.stack import running_calls
from l4.text import as_hex
from l4.threads import named_thread

START, END = "start", "end"
PAGE_AT = "http://127.0.0.1:8017/"  # make serve
TRACE, ENDING = "trace.json", "ending"  # beside a kept run: tools/replay/replay.mk, tools/machine/kept_run.hpp
AROUND_NS = 10_000
CALLERS = 4


def kept(name: str) -> Path | None:
    """A file of this kept run, if there is one."""
    file = Path(gdb.current_progspace().filename or "").resolve().parent / name
    return file if file.is_file() else None


def ask(line: str) -> str:
    """What the machine answers; "" if its stub has no monitor. Raises Problem if the machine is gone."""
    try:
        return gdb.execute(f"monitor {line}", to_string=True).strip()
    except gdb.error as error:
        if "does not support" in str(error):
            return ""
        raise Problem(f"The machine does not answer ({error}). make replay starts a new one.") from None


def count_here() -> int:
    said = ask("count")
    if not said.isdecimal():
        raise Problem("This machine runs only forward. One that goes back as well: make replay TEST=claim or APP=demo")
    return int(said)


def silently(line: str) -> str:
    """Move, without a word of GDB about where it stops. \\return  what else is said"""
    gdb.execute("set suppress-cli-notifications on")
    try:
        return gdb.execute(line, to_string=True)
    finally:
        gdb.execute("set suppress-cli-notifications off")


def go_to(count: int) -> None:
    ask(f"go {count}")
    for line in silently("stepi").splitlines():
        if "QEMU" in line:  # it hung: tools/replay/travel.py
            gdb.write(line + "\n")


def go_to_the_end() -> str:
    """Where GDB stops before the machine ends itself, or else where the recording ends.
    \\return  why it ended, as far as somebody says so"""
    go_to(0)
    said = silently("continue")
    words = said.partition(STILL_STANDS)[0].strip() if STILL_STANDS in said else ""
    ending = kept(ENDING)
    return words or (ending.read_text().strip() if ending else "This is all that was recorded.")


def last_write(word: int, physical: int) -> int | None:
    said = ask(f"last-write {word:#x} {physical:#x}")
    if said != "none" and not said.isdecimal():
        raise Problem(f"The replay could not find that out: {said}")
    return None if said == "none" else int(said)


def go_on_to_change(word: int) -> None:
    """Behind the next instruction that changes a word of the kernel."""
    watch = gdb.Breakpoint(f"*(unsigned *){word:#x}", type=gdb.BP_WATCHPOINT, internal=True)
    watch.silent = True
    silently("continue")
    watch.delete()


def event_words(event: trace.Event) -> str:
    return f"t {event.time:,}  {words_of(event)}"


def last_event() -> str:
    """The last event in words."""
    try:
        ring = trace.ring()
        event = next(iter(ring.events(ring.written - 1)), None)
    except (Problem, gdb.error):  # no paging yet, no ring yet
        event = None
    return event_words(event) if event else "nothing: the trace has not begun"


def go_to_time(time: int) -> str:
    """Where the last event at or before a time was recorded. \\return  the event in words"""
    go_to_the_end()
    ring = trace.ring()
    until = [(number, event) for number, event in enumerate(ring.events(0), ring.first) if event.time <= time]
    if not until:
        raise Problem("The trace does not go back so far. l4 go start leads to the first instruction of the machine.")
    number, event = until[-1]
    words, physical = event_words(event), ring.base + number % ring.capacity * ring.size
    count = last_write(DIRECT_WINDOW + physical, physical)
    if count is None:
        raise Problem(f"Nobody has written event {number + 1} into the trace.")
    go_to(count)
    if trace.ring().written <= number:
        go_on_to_change(int(variable("trace_ring")["written"].address))
        if trace.ring().written <= number:
            raise Problem(f"Event {number + 1} was begun here, and never completed.")
    return words


def here() -> Iterator[str]:
    """Thread, functions, line and instruction."""
    frame = gdb.newest_frame()
    try:
        thread = named_thread("")
        label, calls = thread.label, [call.place for call in itertools.takewhile(
            lambda call: call.place, running_calls(thread))]
    except Problem:
        label, calls = "no thread yet", []
    instruction = frame.architecture().disassemble(frame.pc())[0]["asm"]
    yield f"  thread       {label}"
    yield f"  where        {calls[0].words() if calls else frame.name() or as_hex(frame.pc())}"
    if len(calls) > 1:
        yield f"  called from  {' ← '.join(call.function for call in calls[1:1 + CALLERS])}"
    yield f"  instruction  {as_hex(frame.pc())}  {' '.join(instruction.split())}"
    yield f"  count        {count_here():,} instructions since the machine was switched on"


def places() -> list[str]:
    return [START, END]


@command("go", places, needs_machine=False)
def go(time: str) -> Iterator[str]:
    """Go to a time of the trace, in a replay: to the last event at or before it.

    l4 go end leads to the end of the run, l4 go start to the first instruction of the machine."""
    count_here()
    if time == START:
        go_to(0)
        yield "This is the first instruction of the machine."
        return
    if time == END:
        yield go_to_the_end()
        yield f"  last event   {last_event()}"
    else:
        number = time.removeprefix("t").replace(",", "")
        if not number.isdecimal():
            raise Problem(f"{time} is no time. For instance: l4 go 10,611, l4 go end")
        yield f"  just now     {go_to_time(int(number))}"
    yield from here()


@command("who-wrote", nothing, tasks)
def who_wrote(address: str, task: str = "") -> Iterator[str]:
    """Go back to the last write to a word of memory, in a replay, and say whose it was.

    The word is found by its frame: so a write counts whatever address it used, in whatever task. Without TASK
    the address is one of the space that the processor is in; "physical" in the place of TASK makes it an
    address of memory. You stand before the instruction that writes then; l4 go end leads back."""
    count_here()
    where = parse_address(address) & -4
    if task == "physical":
        where, physical = DIRECT_WINDOW + where, where
    else:
        physical = physical_address(where, *space_named(task))
    count = last_write(where, physical)
    if count is None:
        yield f"Nobody has written to {as_hex(where)} until here, since the machine was switched on."
        return
    go_to(count)
    yield f"{as_hex(where)}, in frame {as_hex(physical & -4096)}, was last written here:"
    yield from here()
    yield f"  just before  {last_event()}"
    yield "You stand before that instruction. l4 go end leads back to the end."


@command("show")
def show_in_visualizer() -> Iterator[str]:
    """The address that shows this moment in the visualizer: the last event, and what is around it."""
    ring = trace.ring()
    event = next(iter(ring.events(ring.written - 1)), None)
    if event is None:
        raise Problem("No event has been recorded yet: the visualizer shows events.")
    begin, end = max(0, event.time - AROUND_NS), event.time + AROUND_NS
    yield f"{PAGE_AT}?trace=traces/{TRACE}&event={ring.written}&t={begin}-{end}"
    file = kept(TRACE)
    yield f"(while another terminal runs: make serve TRACE={os.path.relpath(file, TREE)})" if file else \
        "(if make serve, in another terminal, shows the trace of this run)"
