# message_words.py -- the words of an ipc, field by field, in words.
# Source: kernel/abi/message.hpp, fpage.hpp, timeouts.hpp; the names of errors are those of
# visualizer/model/state_words.cpp.

from l4.source import bits, fields
from l4.text import as_hex, as_size, as_timeout, counted

ERRORS = (
    "no error",
    "the partner does not exist",
    "receive timeout",
    "send timeout",
    "receive cancelled",
    "send cancelled",
    "receive: no memory to map",
    "send: no memory to map",
    "receive: timeout in the sender's page fault",
    "send: timeout in the sender's page fault",
    "receive: timeout in the receiver's page fault",
    "send: timeout in the receiver's page fault",
    "receive aborted",
    "send aborted",
    "receive: message cut",
    "send: message cut",
)
MESSAGE, TIMEOUT = fields("kernel/abi/message.hpp"), fields("kernel/abi/timeouts.hpp")
BIT, FPAGE_BIT = bits("kernel/abi/message.hpp"), bits("kernel/abi/fpage.hpp")
ORDER = fields("kernel/abi/fpage.hpp")["Order"]
NIL, PAGE_ORDER, WHOLE_SPACE_ORDER = 0xFFFFFFFF, 12, 32


def error_words(result: int) -> str:
    """The completion code in the result of an ipc."""
    return ERRORS[MESSAGE["ErrorCode"].get(result)]


def fpage_words(word: int, with_rights: bool = True) -> str:
    """"4 KB at 0x00001000, writable"."""
    order = min(ORDER.get(word), WHOLE_SPACE_ORDER)
    if order < PAGE_ORDER:
        return f"no fpage: {as_hex(word)} has the order {order}"
    where = "the whole space" if order == WHOLE_SPACE_ORDER else \
        f"{as_size(1 << order)} at {as_hex(word & -(1 << order) & ~0xFFF)}"
    if not with_rights:
        return where
    return where + (", writable" if word & FPAGE_BIT["write_bit"] else ", read only") + \
        (", to keep" if word & FPAGE_BIT["grant_bit"] else "")


def send_words(word: int) -> str:
    """A send descriptor (EAX)."""
    if word == NIL:
        return "nothing to send"
    address, kind = word & ~3, "words and pages" if word & BIT["map_bit"] else "words"
    where = "in registers" if address == 0 else f"in memory at {as_hex(address)}"
    return f"{kind} {where}" + (", under another thread's id" if word & BIT["deceit_bit"] else "")


def receive_words(word: int) -> str:
    """A receive descriptor (EBP)."""
    if word == NIL:
        return "no receive phase"
    whom = "from anyone" if word & BIT["open_bit"] else "from the partner only"
    if word & BIT["window_bit"]:
        return f"{whom}, pages into {fpage_words(word, False)}"
    return f"{whom}, " + (f"a buffer at {as_hex(word & ~3)}" if word & ~3 else "two words in registers")


def sizes_words(dope: int) -> str:
    """"2 words, 0 strings"."""
    return f"{counted(MESSAGE['Dwords'].get(dope), 'word')}, {counted(MESSAGE['Strings'].get(dope), 'string')}"


def dope_words(word: int) -> str:
    """A message dope: what came, and how it went."""
    parts = [sizes_words(word), error_words(word)]
    parts += [meaning for name, meaning in (
        ("inward_bit", "it came from outside the clan inward"),
        ("redirected_bit", "it was redirected to a chief"),
        ("fpage_bit", "pages came with it"),
        ("deceited_bit", "it came under another thread's id")) if word & DOPE_BIT[name]]
    return ", ".join(parts)


DOPE_BIT = {name: BIT[name] for name in ("inward_bit", "redirected_bit", "fpage_bit", "deceited_bit")}


def timeout_us(mantissa: int, exponent: int) -> int | None:
    """mantissa * 4^(15 - exponent) microseconds; None: never."""
    return None if exponent == 0 else mantissa << 2 * (15 - exponent)


def fault_timeout_us(exponent: int) -> int | None:
    return 0 if exponent == 15 else timeout_us(1, exponent)


def timeouts_of(word: int) -> dict[str, int | None]:
    """The four timeouts of a timeout word (ECX), in microseconds; None: never."""
    part = {name: field.get(word) for name, field in TIMEOUT.items()}
    return {"send": timeout_us(part["SendMantissa"], part["SendExponent"]),
            "receive": timeout_us(part["ReceiveMantissa"], part["ReceiveExponent"]),
            "send page fault": fault_timeout_us(part["SendFaultExponent"]),
            "receive page fault": fault_timeout_us(part["ReceiveFaultExponent"])}


def timeouts_words(word: int) -> str:
    return ", ".join(f"{name} {as_timeout(us)}" for name, us in timeouts_of(word).items())
