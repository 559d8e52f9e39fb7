# threads.py -- the threads of the kernel under GDB: their TCBs, and what each is doing.
# Source: kernel/threads/tcb.hpp, kernel/threads/thread_state.hpp.

from typing import Iterator, NamedTuple

import gdb

from l4 import ids
from l4.kernel import Problem, address_of, enumerators, object_in, read_physical, register, type_of, variable
from l4.pages import page_at, pages_of
from l4.source import DIRECT_WINDOW, LAYOUT, PAGE_SIZE, TCB_ARRAY, TCB_SIZE, bits, macros
from l4.text import as_hex

STATE = macros("kernel/threads/tcb_offsets.hpp")
OPEN_BIT = bits("kernel/abi/message.hpp")["open_bit"]
FIRST_PLAIN_RECEIVE, INTERRUPT_ONLY = 16, 16  # of StateWord


class Wait(NamedTuple):
    """What a blocked thread waits for."""
    sends: bool
    partner: int | None   # thread number
    whom: str             # "5.1 server", "anyone", "an interrupt", "nobody"
    is_page_fault: bool
    deadline_us: int | None

    def words(self) -> str:
        """As visualizer/model/state_words.cpp says it."""
        if self.sends:
            return f"waits to ask {self.whom} for a page" if self.is_page_fault else f"waits to send to {self.whom}"
        if self.whom == "nobody":
            return "sleeps"
        return f"waits for a page from {self.whom}" if self.is_page_fault else f"waits for {self.whom}"


class Thread:
    """One TCB as it was when it was read."""

    def __init__(self, number: int, data: bytes):
        self.number, self.data = number, data
        self.address = TCB_ARRAY + number * TCB_SIZE
        self.tcb = object_in(data, "Tcb")

    def __getitem__(self, field: str) -> gdb.Value:
        return self.tcb[field]

    @property
    def task(self) -> int:
        return self.number // ids.THREADS_PER_TASK

    @property
    def label(self) -> str:
        return ids.label(self.number)

    @property
    def directory(self) -> int:
        return int(self["directory"]["raw_"])

    @property
    def state_word(self) -> int:
        return int(self["state"]["word_"])

    @property
    def state(self) -> str:
        """Name of its ThreadState."""
        return state_name(self.state_word)

    @property
    def frame(self) -> gdb.Value:
        """Its registers in user mode."""
        return object_in(self.data[-type_of("TrapFrame").sizeof:], "TrapFrame")

    @property
    def is_in_page_fault(self) -> bool:
        """Whether its ipc is a page-fault message."""
        in_frame = type_of("Registers").sizeof + type_of("Continuation").sizeof
        return int(self["request"]) != self.address + TCB_SIZE - in_frame

    @property
    def request(self) -> gdb.Value:
        """The registers of the ipc that it is in."""
        offset = int(self["request"]) - self.address
        if not 0 <= offset <= TCB_SIZE - type_of("Registers").sizeof:
            raise Problem(f"The request of {self.label} is {as_hex(int(self['request']))}, which is not "
                          f"in its TCB at {as_hex(self.address)}.")
        return object_in(self.data[offset:], "Registers")

    @property
    def is_linked_to_timeout(self) -> bool:
        return int(self["timeout_link"]["next"]) != 0

    def wait(self) -> Wait | None:
        """None: it does not wait. Raises Problem if the TCB does not tell for what."""
        if self.state not in ("sending", "receiving", "transferring"):
            return None
        deadline = int(self["deadline_us"]) if self.is_linked_to_timeout else None
        partner, whom = self._partner()
        sends = self.state == "sending" or (self.state == "transferring" and bool(self["carries"]))
        return Wait(sends, partner, whom or ids.label(partner), self.is_in_page_fault, deadline)

    def _partner(self) -> tuple[int | None, str]:
        word = self.state_word
        if self.state == "sending":
            return number_of_pointer(int(self["queued_at"])), ""
        if self.state == "transferring":
            return number_of_pointer(int(self["transfer_partner"])), ""
        if word == STATE["STATE_RECEIVES_FROM_ANYBODY"]:
            return None, "anyone"
        if word == INTERRUPT_ONLY:
            return None, "an interrupt"
        if word > INTERRUPT_ONLY:
            return ids.number_in(word), ""
        request = self.request
        low = int(request["esi"])
        if int(request["ebp"]) & OPEN_BIT:
            return None, "anyone"
        return ids.number_in(low), "an interrupt" if ids.is_interrupt(low) else ""

    def words(self) -> str:
        """What it does, in words; in a broken TCB, why that cannot be said."""
        try:
            wait = self.wait()
        except Problem as problem:
            return f"{self.state}, but for what? {problem}"
        return wait.words() if wait else self.state


def state_name(word: int) -> str:
    """The ThreadState that a state word means."""
    if word >= FIRST_PLAIN_RECEIVE:
        return "receiving"
    return enumerators("ThreadState").get(word, f"in no state: its state word is {word}")


def number_of_pointer(pointer: int) -> int:
    """The number of the thread whose TCB lies there."""
    if not TCB_ARRAY <= pointer < DIRECT_WINDOW or pointer % TCB_SIZE:
        raise Problem(f"{as_hex(pointer)} should be the address of a TCB, and is none.")
    return (pointer - TCB_ARRAY) // TCB_SIZE


def master_directory() -> int:
    """Physical address of the directory that has all of the TCB array."""
    return address_of("master_directory") - LAYOUT["KERNEL_IMAGE"] + LAYOUT["KERNEL_PHYSICAL"]


def thread(number: int) -> Thread:
    """The TCB of a number, whether there is such a thread or not."""
    address = TCB_ARRAY + number * TCB_SIZE
    page = page_at(master_directory(), address)
    if page is None:
        raise Problem(f"The TCB of {ids.id_of(number)} has no memory: there never was such a thread.")
    return Thread(number, read_physical(page.frame + address - page.address, TCB_SIZE))


def thread_at(pointer: int) -> Thread:
    return thread(number_of_pointer(pointer))


def all_threads() -> Iterator[Thread]:
    """Every thread that exists, the idle thread first."""
    for page in pages_of(master_directory(), TCB_ARRAY, DIRECT_WINDOW):
        if not page.is_writable:
            continue  # the page of zeros, which stands for all that was never used
        data = read_physical(page.frame, PAGE_SIZE)
        for offset in range(0, PAGE_SIZE, TCB_SIZE):
            number = (page.address + offset - TCB_ARRAY) // TCB_SIZE
            found = Thread(number, data[offset:offset + TCB_SIZE])
            if found.state_word != 0:
                yield found


def current_number() -> int | None:
    """The thread that has the processor; None: the scheduler has not started."""
    if int(variable("slice_owner")) == 0:
        return None
    stack = register("esp")
    if not TCB_ARRAY <= stack - 1 < DIRECT_WINDOW:  # in user mode: where its next entry begins
        stack = int(gdb.parse_and_eval(f"((kumquat::TaskStateSegment *){address_of('kernel_tss')})->esp0"))
    return number_of_pointer((stack - 1) & -TCB_SIZE)


def named_thread(text: str) -> Thread:
    """The existing thread that a person means by an id, a name, or nothing: then the running one."""
    if not text:
        running = current_number()
        if running is None:
            raise Problem("No thread runs yet: the scheduler has not started. Try tbreak "
                          "kumquat::start_scheduler, then continue.")
        return thread(running)
    return thread(ids.parse_thread(text, [found.number for found in all_threads()]))
