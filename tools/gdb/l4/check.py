# check.py -- `l4 check`: whether the kernel's own invariants hold now, each with the file that states it.

from typing import Callable, Iterator

from l4 import ids
from l4.command import command
from l4.kernel import Problem, constant, in_window, read_physical, register, words_of
from l4.mappings import Node, where_in
from l4.pages import page_at, pages_of
from l4.queues import follow, ready_faults, timeout_faults
from l4.source import LARGE_PAGE_SIZE, PAGE_SIZE, USER_SPACE_END, bits
from l4.tasks import active_tasks, directory_of, frame_faults
from l4.text import as_hex, sentence
from l4.threads import all_threads, current_number

SLOW_SEND_QUEUE = bits("kernel/threads/tcb.hpp")["slow_send_queue"]
PAGES_MAX, FAULTS_SHOWN = 4096, 4


def canary_faults() -> Iterator[str]:
    for thread in all_threads():
        if int(thread["canary"]) != constant("Tcb::canary_word"):
            yield f"the canary of {thread.label} is {as_hex(int(thread['canary']))}: its kernel stack has run " \
                  "over, into the fields of its TCB"


def identity_faults() -> Iterator[str]:
    tasks = active_tasks()
    for thread in all_threads():
        if thread.number == 0:
            continue
        said = ids.number_in(int(thread["id"]["low_"]))
        if said != thread.number:
            yield f"the TCB of {ids.id_of(thread.number)} holds the id {'nil' if said is None else ids.id_of(said)}"
        if thread.task in tasks and directory_of(tasks[thread.task]) != thread.directory:
            yield f"{thread.label} runs in the space at {as_hex(thread.directory)}; that of its task is at " \
                  f"{as_hex(directory_of(tasks[thread.task]))}"


def running_faults() -> Iterator[str]:
    running = [thread.number for thread in all_threads() if thread.state == "running"]
    now = current_number()
    if now is not None and running != [now]:
        yield f"{ids.label(now)} has the processor, and running is the state of " \
              f"{', '.join(map(ids.label, running)) or 'nobody'}"


def send_queue_faults() -> Iterator[str]:
    queued = set()
    for thread in all_threads():
        queue = follow(int(thread["send_queue"]), "send_link")
        if queue.fault:
            yield f"the send queue of {thread.label}: {queue.fault}"
        for member in queue.members:
            queued.add(member.number)
            if member.state != "sending" or int(member["queued_at"]) != thread.address:
                yield f"{member.label} stands in the send queue of {thread.label}, and {member.words()}"
        if bool(queue.members) != bool(int(thread["slow_reasons"]) & SLOW_SEND_QUEUE):
            yield f"{thread.label} has {len(queue.members)} senders in its queue, and slow_send_queue says otherwise"
    for thread in all_threads():
        if thread.state == "sending" and thread.number not in queued:
            yield f"{thread.label} {thread.words()}, and stands in no send queue"


def transfer_faults() -> Iterator[str]:
    there = {thread.address: thread for thread in all_threads()}
    for thread in there.values():
        partner = int(thread["transfer_partner"])
        if partner and (partner not in there or thread.address not in (
                int(there[partner]["transfer_partner"]), int(there[partner]["answerer"]))):
            yield f"{thread.label} carries a message with a partner that does not know of it ({as_hex(partner)})"


def node_of(notes: int, address: int) -> Node | None:
    """The mapping node that stands beside the entry of a page."""
    table = words_of(read_physical(in_window(notes) + address // LARGE_PAGE_SIZE * 4, 4))[0]
    if not table:
        return None
    node = words_of(read_physical(in_window(table) + address // PAGE_SIZE % (LARGE_PAGE_SIZE // PAGE_SIZE) * 4, 4))[0]
    return Node.at(node) if node else None


def page_faults_of(number: int, entry) -> Iterator[str]:
    """The pages of one task: each has its node, and never more than that node's parent."""
    tasks = active_tasks()
    for count, page in enumerate(pages_of(directory_of(entry))):
        if count == PAGES_MAX:
            return
        name = f"the page of {ids.task_label(number)} at {as_hex(page.address)}"
        node = node_of(int(entry["space"]["notes"]["raw_"]), page.address)
        if node is None:
            yield f"{name} has no mapping node"
            continue
        if node.task != number or where_in(node, page.frame) != page.address:
            yield f"{name} has the node of {ids.task_label(node.task)} at {as_hex(where_in(node, page.frame))}"
            continue
        parent = node.link("parent") and Node.at(node.link("parent"))
        if not parent or parent.link("parent") == 0 or parent.task not in tasks:
            continue  # from sigma0, who owns everything
        above = page_at(directory_of(tasks[parent.task]), where_in(parent, page.frame))
        if above is None:
            yield f"{name} comes from {ids.task_label(parent.task)}, which does not have it any more"
        elif page.is_writable and not above.is_writable:
            yield f"{name} is writable, and that of {ids.task_label(parent.task)}, from whom it comes, is not"


def mapping_faults() -> Iterator[str]:
    for number, entry in active_tasks().items():
        if number != ids.SIGMA0:
            yield from page_faults_of(number, entry)


RULES: tuple[tuple[str, str, Callable[[], Iterator[str]]], ...] = (
    ("no kernel stack has run over", "kernel/threads/tcb.hpp", canary_faults),
    ("each TCB is that of its number, in the space of its task", "kernel/threads/tcb.hpp", identity_faults),
    ("the running thread, and no other, is in the state running", "kernel/threads/scheduler.hpp", running_faults),
    ("the ready queue is whole, and holds who is ready", "kernel/threads/priority_lists.hpp", ready_faults),
    ("the timeout queue is whole, and holds who waits", "kernel/threads/timeout_queue.hpp", timeout_faults),
    ("send queues hold those who are sending", "kernel/ipc/send_queue.hpp", send_queue_faults),
    ("partners of a long message know each other", "kernel/ipc/transfer_fault.hpp", transfer_faults),
    ("free frames are counted, and in one list once", "kernel/memory/frames.hpp", frame_faults),
    ("each page has its node, and no more than its parent", "kernel/memory/mapping_database.hpp", mapping_faults),
)


@command("check")
def check() -> Iterator[str]:
    """The kernel's own invariants: which hold now, and what breaks the others.

    In the middle of the kernel some need not hold for a moment; in user mode all do."""
    broken = 0
    for rule, source, faults in RULES:
        try:
            found = list(faults())
        except Problem as problem:
            found = [f"this could not be looked at. {problem}".rstrip(".")]
        broken += bool(found)
        yield f"{'broken' if found else 'holds ':6}  {rule}" + (f"   ({source})" if found else "")
        yield from (sentence(f"{fault}.", " " * 8) for fault in found[:FAULTS_SHOWN])
        if len(found) > FAULTS_SHOWN:
            yield f"        … and {len(found) - FAULTS_SHOWN:,} more"
    if broken and register("eip") >= USER_SPACE_END:
        yield sentence("The processor is in the kernel now, perhaps between two steps of a change. Look again "
                       "where it goes back to user mode: tbreak return_to_user, continue, l4 check.")
