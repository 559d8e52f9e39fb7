# queues.py -- `l4 ready`, `l4 timeouts`: the queues that threads stand in, and whether they are whole.
# A list of the kernel is circular and doubly linked (kernel/threads/list_link.hpp); nothing of that is
# taken for granted here.

from typing import Iterator, NamedTuple

from l4 import ids
from l4.command import command
from l4.kernel import Problem, constant, enumerators, variable
from l4.show_threads import clock_us
from l4.text import as_hex, table
from l4.threads import Thread, current_number, thread_at

MEMBERS_MAX = 5000
LEVELS = ("soon", "late", "far")  # TIMEOUTS=three_level


class Queue(NamedTuple):
    members: list[Thread]
    fault: str  # why the list is broken; "": it is not


def follow(head: int, link: str) -> Queue:
    """A list of threads from its head on. \\param link  the ListLink in the TCB"""
    members, pointer = [], head
    try:
        while pointer != 0 and (not members or pointer != head):
            member = thread_at(pointer)
            members.append(member)
            if len(members) > MEMBERS_MAX or any(pointer == other.address for other in members[:-1]):
                return Queue(members, f"it goes in a circle that does not come back to its first thread: "
                                      f"{member.label} is met twice")
            after = int(member[link]["next"])
            if after == 0:
                return Queue(members, f"{member.label} is in it, but its {link} is not linked")
            back = int(thread_at(after)[link]["previous"])
            if back != pointer:
                return Queue(members, f"behind {member.label} comes {thread_at(after).label}, whose {link} "
                                      f"points back to {as_hex(back)} and not to {member.label}")
            pointer = after
    except Problem as problem:
        return Queue(members, f"it breaks off: {problem}")
    return Queue(members, "")


def ready_lists() -> dict[int, Queue]:
    """The lists of the ready queue that are not empty, highest priority first."""
    heads = variable("ready_queue")["lists_"]["lists_"]
    low, high = heads.type.range()
    return {priority: follow(int(heads[priority]), "ready_link")
            for priority in range(high, low - 1, -1) if int(heads[priority])}


def ready_faults() -> Iterator[str]:
    """What does not hold of kernel/threads/priority_lists.hpp and ready_queue.hpp."""
    lists, found = ready_lists(), variable("ready_queue")["lists_"]
    words = [int(found["bitmap_"][i]) for i in range(found["bitmap_"].type.range()[1] + 1)]
    marked = {32 * i + bit for i, word in enumerate(words) for bit in range(32) if word >> bit & 1}
    for priority in sorted(marked ^ set(lists), reverse=True):
        yield f"priority {priority}: the bitmap says there are threads, and the list is empty" \
            if priority in marked else f"priority {priority}: there are threads, but no bit in the bitmap"
    if int(found["top_"]) != max(lists, default=-1) + 1:
        yield f"top_ is {int(found['top_'])}, and one more than the highest priority is {max(lists, default=-1) + 1}"
    is_lazy = enumerators("config::Sched")[constant("config::sched")] == "lazy"
    for priority, queue in lists.items():
        if queue.fault:
            yield f"the list of priority {priority}: {queue.fault}"
        for member in queue.members:
            if int(member["priority"]) != priority:
                yield f"{member.label} has priority {int(member['priority'])}, and stands in the list of {priority}"
            if member.state not in ("ready", "running") and not is_lazy:
                yield f"{member.label} stands in the ready queue, and is {member.words()}"


@command("ready")
def show_ready() -> Iterator[str]:
    """Who runs, on whose timeslice, and the ready queue, highest priority first."""
    running, owner = current_number(), int(variable("slice_owner"))
    if running is None:
        yield "Nobody runs yet: the scheduler has not started."
    else:
        of = thread_at(owner)
        yield f"{ids.label(running)} runs, on the timeslice of {of.label}: {int(of['remaining_us']):,} µs are left."
    lists = ready_lists()
    for priority, queue in lists.items():
        yield f"priority {priority:3}: " + ", ".join(member.label for member in queue.members)
    if not lists:
        yield "The ready queue is empty: if the running thread waits, the idle thread runs."
    yield from (f"Broken: {fault}." for fault in ready_faults())


def timeout_lists() -> list[Queue]:
    heads = variable("timeout_queue")["lists_"]
    low, high = heads.type.range()
    return [follow(int(heads[i]), "timeout_link") for i in range(low, high + 1)]


def timeout_faults() -> Iterator[str]:
    """What does not hold of kernel/threads/timeout_queue.hpp."""
    for number, queue in enumerate(timeout_lists()):
        if queue.fault:
            yield f"list {number} of the timeout queue: {queue.fault}"
        for member in queue.members:
            if member.wait() is None:
                yield f"the clock is to wake {member.label}, which does not wait: it is {member.state}"
            if int(member["timeout_list"]) != number:
                yield f"{member.label} stands in list {number}, and believes in {int(member['timeout_list'])}"


@command("timeouts")
def show_timeouts() -> Iterator[str]:
    """The threads that the clock will wake, who is next first."""
    now, kind = clock_us(), enumerators("config::Timeouts")[constant("config::timeouts")]
    rows = [(int(member["deadline_us"]), member.label, int(member["deadline_us"]) - now,
             LEVELS[number] if kind == "three_level" and number < len(LEVELS) else number)
            for number, queue in enumerate(timeout_lists()) for member in queue.members]
    yield f"The kernel's clock: {now:,} µs (TIMEOUTS={kind})."
    if rows:
        yield from table([(label, f"in {left:,} µs" if left >= 0 else f"{-left:,} µs late", f"{due:,}", place)
                          for due, label, left, place in sorted(rows)], ("thread", "due", "at, µs", "list"))
    else:
        yield "Nobody waits with a timeout that the clock would end."
    yield from (f"Broken: {fault}." for fault in timeout_faults())
