# line_test.py -- the kernel's own stub over its serial line, without GDB between: what a line and a
# debugger may do wrong, a stop by Ctrl-C, and that the machine is none the worse.

import random
import re
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from session import TREE, by_kernel, machine_at, USER

KERNEL = TREE / "build/kernel-gdb/kumquat.elf"
PROGRAMS = [USER / name for name in ("sigma0", "demo", "demo-pager", "demo-server", "demo-client")]
EAX, EBX, ESP, EIP = 0, 3, 4, 8  # GDB's numbers
ROOT, ENTRY = "201", 0x120000  # thread 4.0, and the begin of its program
NOWHERE = 0xF1800000           # where the kernel has nothing
LOOP = "ebfe"                  # jmp to itself
FLAGS_AND_MASK = "9c5be421"    # pushf; pop %ebx; in $0x21, %al: the mask of the first interrupt controller
TRAP_FLAG, TIMER_IS_MASKED = 0x100, 0x01
MALFORMED, SEED = 2000, 2026
RIGHT = ["?", "g", "p8", "m120000,40", "Hg201", "T201", "qC", "qSupported", "qXfer:threads:read::0,100",
         "qXfer:features:read:target.xml:0,100", "vCont?", "qAttached", "Z0,f1001000,1", "z0,f1001000,1"]


def framed(text: str) -> bytes:
    return b"$%s#%02x" % (text.encode(), sum(text.encode()) % 256)


class Line:
    """A debugger's end of the serial line."""

    def __init__(self, path: Path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(600)  # seconds: the machine is dead, and not slow
        self.socket.connect(str(path))
        self.heard = b""

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self) -> str:
        """The next packet, runs spelt out."""
        while not (found := re.search(rb"\$([^#]*)#(..)", self.heard, re.S)):
            piece = self.socket.recv(4096)
            if not piece:
                raise AssertionError(f"the machine has hung up, after {self.heard!r}")
            self.heard += piece
        self.heard = self.heard[found.end():]
        assert sum(found[1]) % 256 == int(found[2], 16), found[0]
        return re.sub(rb"(.)\*(.)", lambda run: run[1] * (run[2][0] - 28), found[1], flags=re.S).decode()

    def ask(self, text: str) -> str:
        self.send(framed(text))
        return self.answer()

    def drain(self) -> None:
        """Forget what is still to come: a question that only one answer fits."""
        self.send(framed("qThreadExtraInfo,1"))
        self.send(framed("qAttached") + framed("qC") + framed("qAttached"))
        last = ["", "", ""]
        while not (last[0] == last[2] == "1" and last[1].startswith("QC")):
            last = [*last[1:], self.answer()]


def damaged(dice: random.Random) -> bytes:
    """A packet, or what is left of it: it never is a right one that writes or goes on."""
    data = bytearray(framed(dice.choice(RIGHT)))
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(data)) if data else 0
        if dice.random() < 0.5:
            data[at:at + dice.randint(1, 3)] = b""
        else:
            data[at:at] = dice.randbytes(dice.randint(1, 6)).replace(b"$", b"#")
    return bytes(data)


def address_of(symbol: str) -> int:
    names = subprocess.run(["nm", "-C", KERNEL], capture_output=True, text=True, check=True).stdout
    return int(re.search(rf"^([0-9a-f]+) \w {re.escape(symbol)}$", names, re.M)[1], 16)


class Stub(unittest.TestCase):
    """One machine, from the first packet to its end."""

    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.path = Path(cls.folder) / "gdb.socket"
        cls.enterClassContext(machine_at(cls.path, by_kernel(Path(cls.folder), KERNEL, PROGRAMS)))
        cls.line = Line(cls.path)

    def register(self, number: int) -> int:
        return int.from_bytes(bytes.fromhex(self.line.ask(f"p{number:x}")), "little")

    def set_register(self, number: int, value: int) -> None:
        self.assertEqual(self.line.ask(f"P{number:x}={value.to_bytes(4, 'little').hex()}"), "OK")

    def test_1_it_says_what_it_can(self):
        self.assertIn("PacketSize=", self.line.ask("qSupported"))

    def test_2_what_was_not_heard_is_said_again(self):
        said = self.line.ask("qC")
        self.line.send(b"-")
        self.assertEqual(self.line.answer(), said)
        self.line.send(b"$qC#00")
        self.assertEqual(self.line.ask("qC"), said)  # after a "-" of its own

    def test_3_what_is_not_mapped_is_an_error_and_no_fault(self):
        for command in ("m0,4", "mbffffffc,8", "mffffffff,1", "M0,1:00"):
            self.assertEqual(self.line.ask(command), "E14")

    def test_4_code_of_start_up_is_stopped_at_without_a_change(self):
        place = address_of("kumquat::start_scheduler()")
        before = self.line.ask(f"m{place:x},1")
        self.assertEqual(self.line.ask(f"Z0,{place:x},1"), "OK")
        self.assertEqual(self.line.ask("vCont;c"), "T05thread:1;hwbreak:;")
        self.assertEqual((self.register(EIP), self.line.ask(f"m{place:x},1")), (place, before))
        self.assertEqual(self.line.ask(f"z0,{place:x},1"), "OK")

    def test_4_then_an_exception_of_the_kernel_stops_it_and_it_can_go_on_elsewhere(self):
        before = self.register(EIP)
        self.set_register(EIP, NOWHERE)
        self.assertEqual(self.line.ask("vCont;c"), "T0bthread:1;")  # SIGSEGV
        self.assertEqual(self.register(EIP), NOWHERE)
        self.set_register(EIP, before)

    def test_5_a_program_that_is_read_only_is_written_and_control_c_stops_it(self):
        self.go_to_entry_of_root()
        type(self).code = self.line.ask(f"m{ENTRY:x},2")
        self.assertEqual(self.line.ask(f"M{ENTRY:x},2:{LOOP}"), "OK")
        self.set_register(EIP, ENTRY)
        self.line.send(framed("vCont;c"))
        self.stop_in_loop()

    def go_to_entry_of_root(self) -> None:
        """Its page is not there yet: a debug register waits for it. The page comes with the first step."""
        self.assertEqual(self.line.ask(f"Hg{ROOT}"), "OK")
        self.assertEqual(self.line.ask(f"m{ENTRY:x},2"), "E14")
        self.assertEqual(self.line.ask(f"Z0,{ENTRY:x},1"), "OK")
        self.assertEqual(self.line.ask("vCont;c"), f"T05thread:{ROOT};hwbreak:;")
        self.assertEqual(self.register(EIP), ENTRY)
        self.assertEqual(self.line.ask(f"z0,{ENTRY:x},1"), "OK")
        self.assertEqual(self.line.ask(f"vCont;s:{ROOT};c"), f"T05thread:{ROOT};")
        self.assertNotEqual(self.register(EIP), ENTRY)

    def stop_in_loop(self) -> None:
        """By Ctrl-C, until the program has come to its loop."""
        while True:
            self.line.send(b"\x03")
            self.assertRegex(self.line.answer(), r"^T02thread:[0-9a-f]+;$")
            if self.register(EIP) == ENTRY:
                return
            self.line.send(framed("vCont;c"))

    def test_5_thousands_of_malformed_packets_do_no_harm(self):
        before = self.line.ask("g")
        dice = random.Random(SEED)
        for _ in range(MALFORMED // 100):
            self.line.send(b"".join(damaged(dice) for _ in range(100)))
            self.line.drain()
        self.line.ask("Hg0")
        self.assertEqual(self.line.ask("g"), before)

    def test_6_a_step_is_one_instruction(self):
        for _ in range(20):
            self.assertEqual(self.line.ask(f"vCont;s:{ROOT};c"), f"T05thread:{ROOT};")
            self.assertEqual(self.register(EIP), ENTRY)
        following = self.line.ask(f"m{ENTRY:x},8")
        self.assertEqual(following[:4], LOOP)

    def test_6_then_a_breakpoint_in_the_kernel_does_not_stop_the_stub_itself(self):
        place = address_of("kumquat::end_interrupt_of(unsigned int)")
        self.assertEqual(self.line.ask(f"vCont;s:{ROOT};c"), f"T05thread:{ROOT};")  # the port is not polled now
        self.assertEqual(self.line.ask(f"Z0,{place:x},1"), "OK")
        self.line.send(framed("vCont;c"))
        self.stop_in_loop()
        self.assertEqual(self.line.ask(f"z0,{place:x},1"), "OK")

    def test_6_then_what_a_step_needs_is_hidden_from_the_program(self):
        stack = ENTRY + 0x800
        kept = [self.line.ask(f"m{place:x},4") for place in (ENTRY, stack - 4)]
        before = [self.register(number) for number in (EAX, EBX, ESP)]
        self.assertEqual(self.line.ask(f"M{ENTRY:x},4:{FLAGS_AND_MASK}"), "OK")
        self.set_register(ESP, stack)
        for length in (1, 2, 4):
            self.assertEqual(self.line.ask(f"vCont;s:{ROOT};c"), f"T05thread:{ROOT};")
            self.assertEqual(self.register(EIP), ENTRY + length)
        self.assertEqual(self.register(EBX) & TRAP_FLAG, 0, "its next popf would stop where GDB does not wait")
        self.assertEqual(self.register(EAX) & TIMER_IS_MASKED, 0, "a mask that is the stub's own")
        for place, code in zip((ENTRY, stack - 4), kept):
            self.assertEqual(self.line.ask(f"M{place:x},4:{code}"), "OK")
        for number, value in zip((EAX, EBX, ESP, EIP), [*before, ENTRY]):
            self.set_register(number, value)

    def test_7_a_debugger_that_vanishes_leaves_room_for_the_next(self):
        self.line.send(b"$m1200")
        self.line.socket.close()
        type(self).line = Line(self.path)
        self.assertIn("PacketSize=", self.line.ask("qSupported"))
        self.line.send(framed("vCont;c"))
        self.line.socket.close()
        type(self).line = Line(self.path)  # the machine runs: the first packet stops it
        self.assertEqual(self.line.ask("?"), f"T05thread:{ROOT};")
        self.assertEqual(self.line.ask(f"Hg{ROOT}"), "OK")

    def test_8_let_go_the_machine_runs_to_its_end(self):
        self.assertEqual(self.line.ask(f"M{ENTRY:x},2:{self.code}"), "OK")
        self.assertEqual(self.line.ask("D"), "OK")
        while self.line.socket.recv(4096):
            pass


if __name__ == "__main__":
    unittest.main()
