# tasks.py -- `l4 tasks`, `l4 frames`: tasks, what each costs the kernel, and the frames of its pool.
# Source: kernel/tasks/task.hpp, kernel/memory/frames.cpp.

from typing import Iterator

import gdb

from l4 import ids
from l4.command import command
from l4.kernel import Problem, read, read_physical, variable, words_of
from l4.source import PAGE_SIZE
from l4.text import as_hex, as_size, counted, table
from l4.threads import all_threads


def task_entry(number: int) -> gdb.Value:
    return variable("task_table")[number]


def directory_of(entry: gdb.Value) -> int:
    return int(entry["space"]["directory"]["raw_"])


def active_tasks() -> dict[int, gdb.Value]:
    """The tasks that have an address space, by number. (The table is read as a whole: the list of active
    ones may be broken.)"""
    entries = variable("task_table")
    kind, data = entries.type.target(), read(int(entries.address), entries.type.sizeof)
    pieces = (data[i:i + kind.sizeof] for i in range(0, len(data), kind.sizeof))
    found = {number: gdb.Value(piece, kind) for number, piece in enumerate(pieces) if any(piece)}
    return {number: entry for number, entry in found.items() if directory_of(entry)}


def active_task(text: str) -> tuple[int, gdb.Value]:
    """A task by its number or name."""
    there = active_tasks()
    named = [number for number in there if text in (str(number), ids.task_name(number))]
    if len(named) == 1:
        return named[0], there[named[0]]
    if named:
        raise Problem(f"Several tasks are called {text}: {', '.join(map(ids.task_label, named))}. "
                      "Say which by its number.")
    raise Problem(f"There is no task {text}. " + (
        f"There are: {', '.join(map(ids.task_label, there))}." if there else
        "There are no tasks at all yet: start_first_tasks() makes the first two."))


@command("tasks")
def show_tasks() -> Iterator[str]:
    """Every task with an address space, its chief, its threads, and what it costs the kernel.

    "frames" are those of its page tables, TCBs and lists of pieces, "nodes" the pages that it has from
    others. "highest" is the highest priority that it may set."""
    counts: dict[int, int] = {}
    for thread in all_threads():
        counts[thread.task] = counts.get(thread.task, 0) + 1
    rows = [(ids.task_label(number), ids.task_label(int(entry["chief"]["value"])), counts.get(number, 0),
             int(entry["maximum_priority"]), int(entry["memory"]["frames"]), int(entry["memory"]["nodes"]),
             as_hex(directory_of(entry))) for number, entry in active_tasks().items()]
    if rows:
        yield from table(rows, ("task", "chief", "threads", "highest", "frames", "nodes", "directory"))
    else:
        yield "There are no tasks yet: start_first_tasks() makes the first two (kernel/tasks/first_tasks.cpp)."


def free_list(name: str, end: int) -> tuple[int, str]:
    """How many frames a list of freed frames has, and why it is broken. \\param end  of the pool"""
    frame, seen = int(variable(name)["first_"]), set()
    while frame:
        if frame in seen:
            return len(seen), f"the list {name} goes in a circle at {as_hex(frame)}: a frame was freed twice"
        if frame % PAGE_SIZE or frame >= end:
            return len(seen), f"the list {name} breaks off: {as_hex(frame)} is no frame of the pool. Was " \
                              "something written into a frame after it was freed?"
        seen.add(frame)
        frame = words_of(read_physical(frame, 4))[0]
    return len(seen), ""


def frame_faults() -> Iterator[str]:
    """What does not hold of kernel/memory/frames.hpp."""
    begin, end, left = (int(variable(name)) for name in ("untouched_begin", "untouched_end", "left"))
    counts = [free_list(name, end) for name in ("freed", "clean")]
    yield from (fault for _, fault in counts if fault)
    there = (end - begin) // PAGE_SIZE + sum(count for count, _ in counts)
    if there != left and not any(fault for _, fault in counts):
        yield f"the count of free frames is {left:,}, and there are {there:,}"


@command("frames")
def show_frames() -> Iterator[str]:
    """The kernel's pool: which frames are free, and which tasks have the others."""
    begin, end, left = (int(variable(name)) for name in ("untouched_begin", "untouched_end", "left"))
    if end == 0:
        yield "There is no kernel pool yet: initialize_frames() has not run (kernel/memory/frames.cpp)."
        return
    freed, clean = (free_list(name, end)[0] for name in ("freed", "clean"))
    yield f"{counted(left, 'frame')} free, {as_size(left * PAGE_SIZE)}:"
    yield f"  {(end - begin) // PAGE_SIZE:,} never used, from {as_hex(begin)} to {as_hex(end)}"
    yield f"  {freed:,} freed, {clean:,} freed and all zero"
    for number, entry in active_tasks().items():
        memory = entry["memory"]
        yield f"  {ids.task_label(number)} has {counted(int(memory['frames']), 'frame')} and " \
              f"{counted(int(memory['nodes']), 'mapping node')}"
    yield from (f"Broken: {fault}." for fault in frame_faults())
