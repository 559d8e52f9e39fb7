# stack.py -- backtraces of threads that do not run: from where each will go on, through the kernel,
# across the border into its program.
# A thread in the kernel has left EDI, ESI, EBX, EBP and a return address at kernel_esp
# (kernel/threads/thread_switch.S); from there on frames are linked through EBP, since kernel and
# programs are built with frame pointers. The TrapFrame at the end of its TCB is the border.

from typing import Iterator, NamedTuple

import gdb

from l4.kernel import Problem, register, words_of
from l4.pages import read_in
from l4.programs import Place, places_of, relative, short
from l4.source import TCB_SIZE, USER_SPACE_END
from l4.text import as_hex
from l4.threads import Thread

SAVED_EBP, SAVED_RETURN, SAVED_WORDS = 3, 4, 5  # at kernel_esp, see thread_switch.S
INT, INT3, POP_EBP, PUSH_EAX = 0xCD, 0xCC, 0x5D, 0x50  # opcodes
FRAMES_MAX = 64


class Call(NamedTuple):
    """One function on a stack, or a line between two."""
    place: Place | None
    remark: str = ""


def kernel_calls(thread: Thread) -> Iterator[Call]:
    """What a thread that does not run has on its kernel stack."""
    stack = int(thread["kernel_esp"])
    if stack == 0:
        return
    if not thread.address <= stack <= thread.address + TCB_SIZE - 4 * SAVED_WORDS:
        yield Call(None, f"Its kernel_esp is {as_hex(stack)}, which is not in its TCB at "
                         f"{as_hex(thread.address)}: it could never go on.")
        return
    saved = words_of(thread.data)[(stack - thread.address) // 4:]
    address, frame = saved[SAVED_RETURN], saved[SAVED_EBP]
    if address < USER_SPACE_END:
        yield Call(None, f"At kernel_esp, {as_hex(stack)}, lie not the EDI, ESI, EBX, EBP and return "
                         "address that switch_threads leaves in the reference.")
        return
    for _ in range(FRAMES_MAX):
        yield from (Call(place) for place in places_of(thread.directory, address))
        offset = frame - thread.address
        if frame == 0 or not 0 <= offset <= TCB_SIZE - 8:
            return
        frame, address = words_of(thread.data[offset:offset + 8])


def code_before(directory: int, eip: int) -> bytes:
    """The two bytes before an instruction and its own first one; zeros where nothing is mapped."""
    try:
        return read_in(directory, eip - 2, 3)
    except Problem:
        return bytes(3)


def after_system_call(directory: int, eip: int, esp: int) -> int | None:
    """Where EBP lies that a program has put aside for a system call; None: it is in the register.
    The receive descriptor travels in EBP: user/lib/l4.cpp pops the old one right behind the call,
    user/lib/raw_calls.S keeps it below three others."""
    code = code_before(directory, eip)
    return {POP_EBP: esp, PUSH_EAX: esp + 12}.get(code[2]) if code[0] == INT else None


def user_calls(thread: Thread, frame: "gdb.Value | dict[str, int]") -> Iterator[Call]:
    """What a thread is in the middle of in user mode. \\param frame  its registers there"""
    directory, eip, esp, ebp = thread.directory, *(int(frame[name]) for name in ("eip", "esp", "ebp"))
    try:
        kept = after_system_call(directory, eip, esp)
        if kept is not None:
            ebp = words_of(read_in(directory, kept, 4))[0]
        here = eip
        for _ in range(FRAMES_MAX):
            yield from (Call(place) for place in places_of(directory, here))
            if ebp == 0 or ebp >= USER_SPACE_END:
                return
            below, back = words_of(read_in(directory, ebp, 8))
            if back == 0 or below != 0 and below <= ebp:
                return
            here, ebp = back - 1, below  # the call, not what comes behind it
    except Problem as problem:
        yield Call(None, f"Here the stack breaks off. {problem}")


def way_in(thread: Thread, frame: gdb.Value) -> str:
    """How a thread has come into the kernel, from the instruction before the one it goes on with."""
    code = code_before(thread.directory, int(frame["eip"]))
    return f"int 0x{code[1]:02x}" if code[0] == INT else "int3" if code[1] == INT3 else "interrupt or exception"


def border_and_user_calls(thread: Thread) -> Iterator[Call]:
    """From the TrapFrame on. The idle thread has none: it has no program."""
    if thread.number != 0:
        frame = thread.frame
        yield Call(None, f"--- {way_in(thread, frame)}: above in the kernel, below in user mode ---")
        yield from user_calls(thread, frame)


def waiting_calls(thread: Thread) -> Iterator[Call]:
    """The stack of a thread that does not run."""
    yield from kernel_calls(thread)
    yield from border_and_user_calls(thread)


def running_calls(thread: Thread) -> Iterator[Call]:
    """The stack of the running thread: in the kernel as GDB sees it, from there on as of all others."""
    frame = gdb.newest_frame()
    if frame.pc() < USER_SPACE_END:
        yield from user_calls(thread, {name: register(name) for name in ("eip", "esp", "ebp")})
        return
    while frame is not None and frame.pc() >= USER_SPACE_END:
        line = frame.find_sal()
        where = f"{relative(line.symtab.filename)}:{line.line}" if line.symtab else ""
        yield Call(Place(short(frame.name() or as_hex(frame.pc())), where))
        frame = frame.older()
    yield from border_and_user_calls(thread)
