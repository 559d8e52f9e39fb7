# message.py -- `l4 message`: the ipc that a thread is in, with every word explained.
# Source: kernel/ipc/request.hpp, kernel/abi/message.hpp, kernel/ipc/long_message.hpp.

from typing import Iterator

from l4 import ids
from l4.command import command, threads
from l4.kernel import Problem, register, words_of
from l4.message_words import (
    BIT, MESSAGE, NIL, dope_words, fpage_words, receive_words, send_words, sizes_words, timeouts_words)
from l4.pages import read_in
from l4.source import TCB_SIZE, USER_SPACE_END, macros
from l4.stack import way_in
from l4.text import as_hex, as_word
from l4.threads import Thread, current_number, named_thread

HEAD_WORDS, FIRST_WORD, STRING_WORDS = 3, 12, 4  # of a message in memory, long_message.hpp
WORDS_SHOWN = 8


def pages_in(words: list[int]) -> Iterator[str]:
    """Pairs of base and fpage at the begin of a message that carries pages; an invalid one ends them."""
    for base, fpage in zip(words[::2], words[1::2]):
        if fpage_words(fpage).startswith("no fpage"):
            return
        yield f"      page: {fpage_words(fpage)}, base {as_hex(base)}"


def message_in_memory(directory: int, address: int, is_sent: bool) -> Iterator[str]:
    """A message as it lies in a program's memory. Raises Problem where nothing is mapped."""
    window, size, sent = words_of(read_in(directory, address, 4 * HEAD_WORDS))
    if not is_sent and window:
        yield f"    +0  {as_hex(window)}  pages may go into {fpage_words(window, False)}"
    yield f"    +4  {as_hex(size)}  size dope: {sizes_words(size)}"
    if not is_sent:
        return
    count, strings = MESSAGE["Dwords"].get(sent), MESSAGE["Strings"].get(sent)
    yield f"    +8  {as_hex(sent)}  send dope: {sizes_words(sent)}"
    shown = min(count, WORDS_SHOWN)
    for i, word in enumerate(words_of(read_in(directory, address + FIRST_WORD, 4 * shown))):
        yield f"    word {i}: {as_word(word)}" + (" (the one in the register counts)" if i < 2 else "")
    if count > shown:
        yield f"    … and {count - shown:,} words more"
    place = address + FIRST_WORD + 4 * MESSAGE["Dwords"].get(size)
    for i in range(strings):
        length, begin, *_ = words_of(read_in(directory, place + 4 * STRING_WORDS * i, 4 * STRING_WORDS))
        yield f"    string {i}: {length:,} bytes at {as_hex(begin)}"


def in_call(thread: Thread, request) -> Iterator[str]:
    """The registers of a call, or of a page-fault message."""
    eax, ecx, edx, ebx, ebp, esi, edi = (
        int(request[name]) for name in ("eax", "ecx", "edx", "ebx", "ebp", "esi", "edi"))
    yield f"  EAX      {as_hex(eax)}  send: {send_words(eax)}"
    yield f"  EBP      {as_hex(ebp)}  receive: {receive_words(ebp)}"
    yield f"  ECX      {as_hex(ecx)}  timeouts: {timeouts_words(ecx)}"
    yield f"  EDI:ESI  {as_hex(edi)}:{as_hex(esi)}  partner: {ids.id_words(esi, edi)}"
    yield f"  EDX EBX  {as_hex(edx)} {as_hex(ebx)}  words 0 and 1: {as_word(edx)}, {as_word(ebx)}"
    if eax == NIL:
        return
    if thread.is_in_page_fault:
        wants = "write to" if edx & 2 else "read"
        yield f"      a page fault: it wants to {wants} {as_hex(edx & ~3)}, instruction {as_hex(ebx)}"
    elif eax & BIT["map_bit"]:
        yield from pages_in([edx, ebx])
    for address, is_sent in ((eax & ~3, True), (0 if ebp == NIL or ebp & BIT["window_bit"] else ebp & ~3, False)):
        if address:
            yield f"  {'The message' if is_sent else 'The buffer'} in memory, at {as_hex(address)}:"
            try:
                yield from message_in_memory(thread.directory, address, is_sent)
            except Problem as problem:
                yield f"    {problem}"


def registers_of_call(running: Thread):
    """The registers of a call that has just begun: perhaps they are still where the caller left them."""
    frame_from_end = macros("kernel/x86/trap_frame.hpp")["FRAME_FROM_END"]
    if register("esp") < running.address + TCB_SIZE - frame_from_end:
        return running.request
    return {name: register(name) for name in ("eax", "ecx", "edx", "ebx", "ebp", "esi", "edi")}


@command("message", threads)
def show_message(thread: str = "") -> Iterator[str]:
    """The ipc that a thread is in, register by register: descriptors, timeouts, words.

    Of a thread that waits it is what it asked for. Of one that does not, it is what came of its last ipc,
    if that was its last way into the kernel."""
    found = named_thread(thread)
    wait = found.wait()
    if wait:
        kind = "a page-fault message, which the kernel sends in its name" if wait.is_page_fault else "a call"
        yield f"{found.label} {wait.words()}. Its ipc is {kind}:"
        if not wait.sends and int(found.request["eax"]) != NIL:
            yield "  (Its send phase is over.)"
        yield from in_call(found, found.request)
        return
    if found.number == 0:
        raise Problem("The idle thread never calls the kernel.")
    entry = way_in(found, found.frame)
    yield f"{found.label} is {found.state}; it waits in no ipc. Its last way into the kernel: {entry}."
    if entry != "int 0x30":
        return
    if found.number == current_number() and register("esp") >= USER_SPACE_END:
        yield from in_call(found, registers_of_call(found))
        return
    yield "  It has come back from that ipc with this:"
    eax, edx, ebx, esi, edi = (int(found.frame[name]) for name in ("eax", "edx", "ebx", "esi", "edi"))
    yield f"  EAX      {as_hex(eax)}  {dope_words(eax)}"
    yield f"  EDI:ESI  {as_hex(edi)}:{as_hex(esi)}  from {ids.id_words(esi, edi)}"
    yield f"  EDX EBX  {as_hex(edx)} {as_hex(ebx)}  words 0 and 1: {as_word(edx)}, {as_word(ebx)}"
