# event_words.py -- what the kernel has recorded, told in the words of the visualizer
# (visualizer/model/*_words.cpp): a headline, and sentences that tell more.

from l4.ids import ID, id_of, label, task_label
from l4.message_words import FPAGE_BIT, ORDER, PAGE_ORDER, error_words, fpage_words
from l4.source import bits
from l4.text import as_hex, as_size, as_timeout, as_word
from l4.trace import Event, text_in

NOBODY = 0xFFFFFFFF
FLAG = bits("kernel/abi/trace_kinds.hpp")
UNMAP = bits("kernel/memory/unmapping.hpp")
EXCEPTIONS = ("#DE divide error", "#DB debug", "NMI", "#BP breakpoint", "#OF overflow", "#BR bound range",
              "#UD invalid opcode", "#NM no coprocessor", "#DF double fault", "coprocessor overrun",
              "#TS invalid TSS", "#NP segment not present", "#SS stack segment", "#GP protection",
              "#PF page fault", "reserved", "#MF floating point", "#AC alignment", "#MC machine check",
              "#XM SIMD")
SWITCH_REASONS = ("Directly: ipc hands the processor to its partner.",
                  "The thread waits, so the scheduler chose the next.",
                  "A thread of higher priority became ready.", "The timeslice is used up.",
                  "The thread gave the processor away.", "The thread was stopped for ever.")
DEATHS = ("An exception stopped it.", "It faulted, and has no pager.", "Its task was deleted.")
NEAREST = ("near", "outward", "of no kind", "inward")


def who(number: int) -> str:
    return label(None if number == NOBODY else number)


def task(number: int) -> str:
    return task_label(None if number == NOBODY else number)


def patience(us: int) -> str:
    return as_timeout(None if us == NOBODY else us)


def name_of(names: tuple[str, ...], index: int, otherwise: str) -> str:
    return names[index] if index < len(names) else otherwise


def words_sent(w0: int, w1: int, flags: int) -> str:
    if flags & FLAG["trace_ipc_fault"]:
        return f"Fault address {as_hex(w0)}, instruction {as_hex(w1)}."
    if flags & FLAG["trace_ipc_map"]:
        return f"A mapping: base {as_word(w0)}, fpage {as_hex(w1)}."
    return f"2 words: {as_word(w0)}, {as_word(w1)}."


def send(thread, partner, w0, w1, flags) -> str:
    then_receives, is_open = flags & FLAG["trace_ipc_then_receives"], flags & FLAG["trace_ipc_open"]
    form = "{} asks its pager {}" if flags & FLAG["trace_ipc_fault"] else \
        "{} replies to {} and waits" if then_receives and is_open else \
        "{} calls {}" if then_receives else "{} sends to {}"
    return f"{form.format(who(thread), who(partner))}. {words_sent(w0, w1, flags)}"


def receive(thread, partner, descriptor, flags) -> str:
    if descriptor & FLAG["trace_ipc_open"]:
        return f"{who(thread)} wants a message from anyone."
    if flags & FLAG["trace_ipc_interrupt"]:
        return f"{who(thread)} wants a message from an interrupt."
    if partner == NOBODY:
        return f"{who(thread)} sleeps: it waits for nobody."
    return f"{who(thread)} wants a message from {who(partner)}."


def block(thread, partner, phase, timeout, *_) -> str:
    whom = "a message" if partner == NOBODY else who(partner)
    until = "Its wait has no timeout." if timeout == NOBODY else f"It will wait {patience(timeout)}."
    return f"{who(thread)} waits {'to send to' if phase == 0 else 'for'} {whom}. {until}" + (
        " It stands in its partner's send queue." if phase == 0 else "")


def transfer(thread, partner, w0, w1, flags) -> str:
    text = f"{who(partner)} takes the message of {who(thread)}. {words_sent(w0, w1, flags)} "
    text += "The receiver was there first: copied at once, no queue." if flags & FLAG["trace_ipc_met_waiting"] \
        else "The sender was there first, and waited in the send queue."
    return text + (" At least one page was mapped." if flags & FLAG["trace_ipc_mapped"] else "")


def fault(thread, address, eip, access, pager) -> str:
    does = "writes to" if access & 2 else "reads from"
    state = "there, but may not be used so" if access & 1 else "not mapped"
    asks = "it has no pager to ask" if pager == NOBODY else f"its pager is {who(pager)}"
    return f"{who(thread)} faults at {as_hex(address)}. It {does} a page that is {state}. " \
           f"Instruction {as_hex(eip)}; {asks}."


def page(frame: int) -> str:
    size = as_size(1 << max(PAGE_ORDER, ORDER.get(frame)))
    rights = "writable" if frame & FPAGE_BIT["write_bit"] else "read only"
    return f"{size}, {rights}, frame {as_hex(frame & -(1 << PAGE_ORDER))}."


def gift(verb: str):
    return lambda to, address, frame, source, there: \
        f"{task(to)} {verb} a page at {as_hex(address)}. {page(frame)} " + (
            "From the kernel." if source in (0, NOBODY) else f"From {task(source)}, there at {as_hex(there)}.")


def unmap(owner, address, frame, left, by) -> str:
    what = "may only read the page at {} now" if left else "loses the page at {}"
    return f"{task(owner)} {what.format(as_hex(address))}. It was: {page(frame)} By {who(by)}."


def unmap_start(thread, fpage, mask, *_) -> str:
    return f"{who(thread)} takes pages back. {fpage_words(fpage, False)}. " + \
        ("The pages themselves. " if mask & UNMAP["remove_bit"] else "Only the right to write. ") + \
        ("From its own space, too." if mask & UNMAP["own_bit"] else "Its own space keeps them.")


def raised(thread, vector, error, eip, *_) -> str:
    return f"{who(thread)} raises {name_of(EXCEPTIONS, vector, 'vector')}. Error code {as_word(error)}, " \
           f"instruction {as_hex(eip)}."


def rank(priority: int) -> str:
    """The idle thread stands below all priorities: the kernel says -1."""
    return f"Priority {priority}." if priority < 1 << 31 else "It runs when nobody else can."


def created(thread, creator, priority, eip, esp) -> str:
    return f"{who(thread)} is created by {'the kernel' if creator == NOBODY else who(creator)}. {rank(priority)} " \
           f"It starts at {as_hex(eip)}, its stack at {as_hex(esp)}."


# Of each kind: its columns (kernel/abi/trace_kinds.hpp), and those that it does not use.
WORDS = {
    "boot": lambda high, *_: f"The kernel starts. Memory up to {as_hex(high)}.",
    "task_create": lambda new, chief, creator, *_: f"{task(new)} is created. By "
                   f"{'the kernel' if creator == NOBODY else who(creator)}; its chief is {task(chief)}.",
    "thread_create": created,
    "thread_change": lambda t, by, eip, esp, *_: f"{who(t)} is sent elsewhere by {who(by)}. It goes on at "
                     f"{as_hex(eip)}, its stack at {as_hex(esp)}. An ipc that it waited in is cancelled.",
    "thread_name": lambda t, *text: f"{who(t)} gets its name. \"{text_in(text)}\".",
    "thread_dead": lambda t, reason, *_: f"{who(t)} is stopped for ever. {name_of(DEATHS, reason, '?')}",
    "context_switch": lambda t, to, reason, owner, *_: f"{who(t)} hands the processor to {who(to)}. "
                      f"{name_of(SWITCH_REASONS, reason, '')} The timeslice belongs to {who(owner)}.",
    "ready_insert": lambda t, p, *_: f"{who(t)} becomes ready. It enters the ready queue of priority {p}.",
    "ready_remove": lambda t, p, *_: f"{who(t)} leaves the ready queue. {rank(p)}",
    "ipc_send": send, "ipc_block": block, "ipc_transfer": transfer,
    "ipc_receive": lambda t, partner, descriptor, flags, *_: receive(t, partner, descriptor, flags),
    "ipc_wake": lambda t, by, *_: f"{who(by)} wakes {who(t)}. Its ipc is over.",
    "ipc_timeout": lambda t, phase, *_: f"{who(t)} waited too long. " + (
        "Nobody took its message in time: it gets a send timeout." if phase == 0 else
        "No message came in time: it gets a receive timeout."),
    "ipc_result": lambda t, code, *_: f"{who(t)} comes back from its ipc. Result {as_hex(code)}: "
                  f"{error_words(code)}.",
    "timeout_insert": lambda t, due, *_: f"{who(t)} will be woken by the clock. Due at {due:,} µs of the "
                      "kernel's clock.",
    "timeout_remove": lambda t, *_: f"{who(t)} needs the clock no more. It leaves the timeout queue.",
    "timeout_fire": lambda t, due, *_: f"The time of {who(t)} is over. Due at {due:,} µs of the kernel's clock.",
    "page_fault": fault, "map": gift("gets"), "grant": gift("is given for good"), "exception": raised,
    "timer": lambda t, clock, *_: f"Timer tick while {who(t)} runs. The kernel's clock: {clock:,} µs.",
    "user_mark": lambda t, *text: f"{who(t)} says \"{text_in(text)}\".",
    "lost": lambda count, *_: f"Events were lost here. {count:,} are missing: what follows may not fit.",
    "drain": lambda count, ns, *_: f"The trace buffer is emptied. {count:,} records; the {ns:,} ns this took "
             "are not counted.",
    "task_delete": lambda old, by, *_: f"{task(old)} is deleted by {who(by)}. Nothing of it is left: no thread "
                   "and no page.",
    "task_change": lambda given, chief, by, *_: f"{who(by)} hands a number over. {task(given)} belongs to "
                   f"{task(chief)} now.",
    "thread_delete": lambda t, by, *_: f"{who(t)} is deleted by {who(by)}.",
    "thread_pager": lambda t, pager, *_: f"{who(t)} has no pager." if pager == NOBODY else
                    f"{who(t)} gets {who(pager)} as its pager.",
    "thread_priority": lambda t, by, priority, slice_us, *_: f"{who(by)} sets the priority of {who(t)}. "
                       f"Priority {priority}, timeslice {slice_us:,} µs.",
    "thread_switch": lambda t, to, *_: f"{who(t)} gives the processor away. " + (
        "To whom the scheduler likes." if to == NOBODY else f"To {who(to)}."),
    "timeslice": lambda t, left, *_: f"The timeslice of {who(t)} begins. {left:,} µs are left of it.",
    "ipc_cancel": lambda t, by, *_: f"The ipc of {who(t)} is ended by {who(by)}.",
    "ipc_redirect": lambda t, meant, to, *_: f"The message of {who(t)} goes to {who(to)}. It was meant for "
                    f"{who(meant)}; this is the chief on the way.",
    "ipc_deceit": lambda t, to, name, allowed, *_: f"{who(t)} speaks in the name of {who(name)}. To {who(to)}. " + (
        "It is the chief on the way, so it may." if allowed else "It may not: its own name is used."),
    "transfer_start": lambda t, to, message, buffer, *_: f"{who(t)} begins a long message to {who(to)}. "
                      f"The message lies at {as_hex(message & ~3)}, the buffer at {as_hex(buffer & ~3)}.",
    "transfer_fault": lambda t, partner, address, _, us: f"{who(t)} lacks a page for the message. "
                      f"Address {as_hex(address)}; it asks its pager, and {who(partner)} waits with it. "
                      f"Patience: {patience(us)}.",
    "transfer_words": lambda t, to, count, *_: f"{count:,} words of {who(t)} are copied. To {who(to)}.",
    "transfer_string": lambda t, to, size, there, here: f"A string of {who(t)} is copied. {size:,} bytes, from "
                       f"{as_hex(there)} to {as_hex(here)} of {who(to)}.",
    "transfer_abort": lambda t, to, code, *_: f"The message of {who(t)} to {who(to)} is given up. Result "
                      f"{as_hex(code)}: {error_words(code)}.",
    "interrupt": lambda t, line, *_: f"Interrupt {line} occurs. " + (
        "Nobody has attached it." if t == NOBODY else f"It belongs to {who(t)}."),
    "interrupt_deliver": lambda t, line, *_: f"{who(t)} gets the message of interrupt {line}.",
    "interrupt_attach": lambda t, line, *_: f"{who(t)} attaches interrupt {line}. Each time it occurs, the "
                        "thread gets a message.",
    "interrupt_detach": lambda t, line, *_: f"{who(t)} gives interrupt {line} back.",
    "exception_reflect": lambda t, vector, handler, esp, *_: f"{who(t)} gets its own "
                         f"{name_of(EXCEPTIONS, vector, 'vector')}. It goes on at its handler {as_hex(handler)}, "
                         f"its stack at {as_hex(esp)}.",
    "page_split": lambda owner, address, *_: f"The large page of {task(owner)} at {as_hex(address)} is split. "
                  "It is 1,024 pages of 4 KB from now on.",
    "unmap_start": unmap_start, "unmap": unmap,
    "unmap_end": lambda t, *_: f"{who(t)} has taken its pages back.",
    "kernel_memory": lambda owner, frames, nodes, *_: f"The kernel's memory for {task(owner)}. {frames:,} frames, "
                     f"{nodes:,} mapping nodes.",
    "id_nearest": lambda t, wish, kind, low, _: f"{who(t)} asks who is next on the way. The answer: "
                  f"{id_of(ID['Number'].get(low)) if low else 'nil'}, {NEAREST[kind >> 2 & 3]}.",
}


def words_of(event: Event) -> str:
    """An event in sentences; a kind that we do not know is spelled out."""
    words = WORDS.get(event.kind)
    return words(*event.columns) if words else f"{event.kind} {', '.join(map(as_word, event.columns))}."
