# stops.py -- `l4 break ...`, `l4 watch-thread`: stop where the kernel does something, not where a line is.
# What a breakpoint asks is asked at each stop, of threads as they are then; it may be set before there
# are any. What cannot be read then stops, too: better one stop too many than one missed.

import re
from typing import Iterator

import gdb

from l4 import ids
from l4.command import command, states, tasks, threads
from l4.event_words import fault, send
from l4.kernel import Problem, address_of, constant, enumerators, in_cpp, register
from l4.message_words import BIT, NIL
from l4.source import TCB_ARRAY, TCB_SIZE, bits
from l4.text import sentence
from l4.threads import Thread, all_threads, current_number, thread

FLAG = bits("kernel/abi/trace_kinds.hpp")
NOBODY = 0xFFFFFFFF
ANY = ("", "any")


class Stop(gdb.Breakpoint):
    """A breakpoint that says why it stops, in words."""

    def reason(self) -> str:
        """Why to stop here; "": go on."""
        raise NotImplementedError

    def stop(self) -> bool:
        try:
            with in_cpp():
                reason = self.reason()
        except Exception as error:  # pylint: disable=broad-except
            reason = f"Stopped, though this could not be read: {error}"
        if reason:
            gdb.write(f"\n{sentence(reason)}\n")
        return bool(reason)


def is_meant(wish: str, number: int | None) -> bool:
    """Whether a person's words mean this thread."""
    return wish in ANY or (number is not None and wish in (ids.id_of(number), ids.thread_name(number)))


def check_wish(wish: str) -> Iterator[str]:
    """Say so if nobody is called that yet."""
    if wish in ANY or re.fullmatch(r"\d+\.\d+", wish):
        return
    try:
        known = any(is_meant(wish, found.number) for found in all_threads())
    except Problem:
        known = False
    if not known:
        yield f"No thread is called {wish} yet; it is looked for at each ipc."


class IpcStop(Stop):
    def __init__(self, sender: str, receiver: str):
        gate = "ipc_fast_path" if constant("config::ipc_fast_path") else "ipc_entry"
        super().__init__(f"*{address_of(gate):#x}")
        self.sender, self.receiver = sender, receiver

    def reason(self) -> str:
        caller = current_number()
        eax, ebp, partner = register("eax"), register("ebp"), ids.number_in(register("esi"))
        to = NOBODY if partner is None else partner
        if not is_meant(self.sender, caller):
            return ""
        if eax == NIL:
            waits = "anyone" if ebp & BIT["open_bit"] else ids.label(partner)
            return "" if self.receiver not in ANY else f"{ids.label(caller)} wants a message from {waits}."
        if not is_meant(self.receiver, partner):
            return ""
        flags = (FLAG["trace_ipc_then_receives"] if ebp != NIL else 0) | \
            (FLAG["trace_ipc_open"] if ebp & BIT["open_bit"] else 0) | \
            (FLAG["trace_ipc_map"] if eax & BIT["map_bit"] else 0)
        return send(caller, to, register("edx"), register("ebx"), flags)


@command("break ipc", threads, threads, needs_machine=False)
def break_ipc(sender: str = "", receiver: str = "") -> Iterator[str]:
    """Stop at the first instruction of the kernel when a thread calls ipc.

    SENDER and RECEIVER are ids or names, or "any"; without RECEIVER a call that only receives counts, too.
    The registers are still those of the caller. delete removes it, as any breakpoint."""
    IpcStop(sender, receiver)
    for wish in (sender, receiver):
        yield from check_wish(wish)


class FaultStop(Stop):
    def __init__(self, task: str):
        super().__init__("kumquat::handle_page_fault")
        self.whose = task

    def reason(self) -> str:
        frame = gdb.newest_frame().read_var("frame")
        faulting = current_number()
        in_user_mode = int(frame["cs"]) & 3 == 3
        if faulting is None or not in_user_mode:
            return "" if self.whose else f"The kernel itself faults at {register('cr2'):#010x}."
        if self.whose and self.whose not in (str(faulting // ids.THREADS_PER_TASK),
                                           ids.task_name(faulting // ids.THREADS_PER_TASK)):
            return ""
        pager = ids.number_in(int(thread(faulting)["pager"]["low_"]))
        return fault(faulting, register("cr2"), int(frame["eip"]), int(frame["error"]),
                     NOBODY if pager is None else pager)


@command("break pagefault", tasks, needs_machine=False)
def break_pagefault(task: str = "") -> Iterator[str]:
    """Stop when the kernel is about to serve a page fault, and tell whose it is, where, and why.

    With TASK, a number or a name, only at faults of that task's threads in user mode."""
    FaultStop(task)
    return iter(())


class StateWatch(Stop):
    def __init__(self, number: int, state: str):
        offset = next(field.bitpos // 8 for field in gdb.lookup_type("kumquat::Tcb").fields()
                      if field.name == "state")
        super().__init__(f"*(unsigned *) {TCB_ARRAY + number * TCB_SIZE + offset:#x}",
                         gdb.BP_WATCHPOINT, gdb.WP_WRITE)
        self.watched, self.wish = number, state
        self.before = self.now()[1]

    def now(self) -> tuple[str, str]:
        """The state, and what it is in words."""
        found: Thread = thread(self.watched)
        try:
            wait = found.wait()
        except Problem:  # the state is written first, and what it waits for a little later
            wait = None
        return found.state, wait.words() if wait else found.state

    def reason(self) -> str:
        state, words = self.now()
        before, self.before = self.before, words
        if words == before or self.wish not in ("", state):
            return ""
        return f"{ids.label(self.watched)}: {before} → {words}."


@command("watch-thread", threads, states)
def watch_thread(thread: str, state: str = "") -> Iterator[str]:
    """Stop whenever the state of a thread changes, or only when it becomes STATE.

    STATE is one of dead, running, ready, sending, receiving, transferring."""
    known = list(enumerators("ThreadState").values())
    if state not in ("", "state", *known):
        raise Problem(f"{state} is no state of a thread. There are: {', '.join(known)}.")
    number = ids.parse_thread(thread, [found.number for found in all_threads()])
    StateWatch(number, "" if state == "state" else state)
    return iter(())
