# show_threads.py -- `l4 threads`, `l4 thread`: who there is, and what each is in the middle of.

from typing import Iterator

from l4 import ids
from l4.command import command, processor, threads
from l4.kernel import Problem, variable
from l4.stack import kernel_calls, running_calls, user_calls, waiting_calls
from l4.text import as_timeout, table
from l4.threads import Thread, all_threads, current_number, named_thread
from l4.trace import blocked_since


INTERRUPTED = "return_from_trap"  # is all that is left on the stack of a thread that was preempted


def clock_us() -> int:
    """The kernel's clock, as of the last tick."""
    return int(variable("info_page")["clock_us"])


def patience(thread: Thread) -> str:
    """How long a blocked thread is still going to wait."""
    try:
        wait = thread.wait()
    except Problem:
        return "?"
    if wait is None:
        return ""
    return as_timeout(None if wait.deadline_us is None else max(0, wait.deadline_us - clock_us()))


def where(thread: Thread, running: int | None) -> str:
    """The innermost function of the kernel that a thread is in, and of its program."""
    if thread.number == running:
        return next((f"in {call.place.words()}" for call in running_calls(thread) if call.place), "")
    kernel = next((call.place.function for call in kernel_calls(thread) if call.place), "")
    user = next((call.place.words() for call in user_calls(thread, thread.frame) if call.place), "") \
        if thread.number else ""
    if kernel == INTERRUPTED and user:
        return f"interrupted in {user}"
    return f"kernel: {kernel}; {user}" if kernel and user else kernel or user


@command("threads")
def show_threads() -> Iterator[str]:
    """Every thread, what it does or waits for, its time, and where in its program it is.

    "left" is what it has left of its timeslice, in microseconds; "for" how long it is willing to wait.
    Names come from the trace: a program names its threads with the int3 call of the debugger."""
    there, running = list(all_threads()), current_number()
    if not there:
        yield "There are no threads yet. Try tbreak kumquat::start_scheduler, then continue."
        return
    rows = [(thread.label, thread.words(), int(thread["priority"]), int(thread["remaining_us"]),
             int(thread["timeslice_us"]), patience(thread), where(thread, running)) for thread in there]
    yield from table(rows, ("thread", "does", "priority", "left", "of", "for", "where"))


def describe(thread: Thread) -> Iterator[str]:
    since = blocked_since(thread.number)
    waits = patience(thread)
    yield (f"{thread.label} {thread.words()}" if waits else f"{thread.label} is {thread.state}") + \
        (f", since t {since:,}, {waits}" if waits and since is not None else "") + "."
    pager = int(thread["pager"]["low_"])
    yield (f"  priority {int(thread['priority'])}, {int(thread['remaining_us']):,} of "
           f"{int(thread['timeslice_us']):,} µs left, {int(thread['cpu_time_us']):,} µs of the processor "
           f"so far, pager {ids.label(ids.number_in(pager))}")


@command("thread", threads)
def show_thread(thread: str = "") -> Iterator[str]:
    """One thread and its backtrace, from the kernel across int 0x30 into its program.

    THREAD is an id such as 5.1, or a name; without one it is the running thread. A thread that waits in
    the kernel is shown from where it will go on. Over the kernel's own stub GDB itself goes to the thread:
    registers, backtrace and memory are then its own. (QEMU's stub knows only the running one.)"""
    found, running = named_thread(thread), current_number()
    processor.look_at(found.number)
    yield from describe(found)
    number = 0
    for call in running_calls(found) if found.number == running else waiting_calls(found):
        yield f"  #{number:<2} {call.place.words()}" if call.place else f"  {call.remark}"
        number += call.place is not None
