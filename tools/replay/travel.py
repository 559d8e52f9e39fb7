# travel.py -- a run in which one can go to any instruction, forward and backward.
# The one idea: the same recording always leads to the same states, so a place in the run is a number,
# and to go back is to start again and to stop earlier.
# Invariant: `here` is the count of the machine, except while it runs.

from pathlib import Path
from typing import Iterator, NamedTuple

from machine import Gone, Hung, Machine
from packets import Wire

BREAKPOINTS = (b"Z0", b"Z1")  # the others watch memory
TRIES = 20  # a busy host needs more of them than an idle one
HUNG = "QEMU hung, as it does at times while it replays. It was killed, and started again at the same place.\n"
ENDED = "QEMU ended ({}). It was started again at the same place.\n"


class Hit(NamedTuple):
    """A stop at a breakpoint or watchpoint on the way."""
    count: int   # of a watchpoint: before the instruction that writes or reads
    said: bytes


class Interrupted(Exception):
    """Whoever debugs does not want to wait any longer."""


class Travel:
    """\\param debugger  GDB's end, to hear that it interrupts; messages  gets what is to be told"""

    def __init__(self, folder: Path, debugger: Wire, messages: list[str]):
        self.folder, self.debugger, self.messages = folder, debugger, messages
        self.greetings: dict[bytes, bytes] = {}  # what a new machine has to be told, too
        self.breakpoints: dict[bytes, None] = {}
        self.known: tuple[frozenset, int, list[Hit]] | None = None  # breakpoints, up to where, hits
        self.machine, self.here, self.is_at_end = Machine(folder), 0, False

    def close(self) -> None:
        self.machine.close()

    # -- forward --

    def ask(self, packet: bytes) -> bytes:
        """A question that changes nothing."""
        return self._guarded(lambda: self.machine.ask(packet))

    def go_on(self, packet: bytes) -> bytes:
        """Step or continue. \\return  the stop"""
        if self.is_at_end:
            return self.stop(b"replaylog:end;")
        said = self._guarded(lambda: self._run(packet))
        self.here = self.machine.count()
        return self.stop(b"replaylog:end;") if self.is_at_end else said

    def go_to(self, count: int) -> bytes:
        """Whatever lies on the way. \\return  the stop"""
        self._guarded(lambda: self._start_again(count))
        return self.stop(b"replaylog:end;" if self.is_at_end else b"")

    def stop(self, why: bytes = b"") -> bytes:
        """What GDB is told when the machine stands."""
        return b"T05thread:%s;" % self.machine.ask(b"qC").removeprefix(b"QC") + why  # "?" forgets all breakpoints

    def _run(self, packet: bytes) -> bytes:
        self.machine.send(packet)
        while True:
            ready = self.machine.wait_for(self.machine.gdb, self.debugger)
            if self.debugger in ready and self.debugger.is_interrupted():
                self.machine.gdb.send_interrupt()
            if self.machine.gdb in ready:
                said = self.machine.answer()
                self.is_at_end = self.machine.is_over()
                return said

    def _guarded(self, action):
        """Once more if QEMU hangs or ends; what does so twice is told to the caller."""
        try:
            return action()
        except Hung:
            self.messages.append(HUNG)
        except Gone as problem:
            self.messages.append(ENDED.format(problem))
        self._start_again(self.here)
        return action()

    # -- backward --

    def step_back(self) -> bytes:
        if self.here == 0:
            return self.stop(b"replaylog:begin;")
        return self.go_to(self.here - 1)

    def go_back(self) -> bytes:
        """To the last stop before here. \\return  the stop"""
        before = self.here
        try:
            hits = self._guarded(lambda: self.hits_before(before))
        except Interrupted:
            self.go_to(before)
            return self.stop().replace(b"T05", b"T02")
        self.go_to(hits[-1].count if hits else 0)
        return hits[-1].said if hits else self.stop(b"replaylog:begin;")

    def hits_before(self, end: int) -> list[Hit]:
        """All stops from the begin on. They are remembered: who goes back does so more than once."""
        key = frozenset(self.breakpoints)
        if self.known is None or self.known[0] != key or self.known[1] < end:
            self._start_again(0)
            self.known = key, end, list(self.scan(end))
        return [hit for hit in self.known[2] if hit.count < end]

    def scan(self, end: int | None = None) -> Iterator[Hit]:
        """Run on, stop after stop, up to a count or the end of the recording. Leaves `here` behind."""
        if end is not None:
            self.machine.stop_at(end)
        packet = b"c"
        while True:
            said = self._run_uninterrupted(packet)
            count = self.machine.count()
            if self.machine.is_over() or end is not None and count >= end:
                return
            if b"watch:" in said:
                yield Hit(count - 1, said)
            elif packet == b"c":
                yield Hit(count, said)
            # Where a breakpoint stands, the machine would stop at once: one step without.
            is_at_breakpoint = packet == b"c" and b"watch:" not in said
            if is_at_breakpoint or packet == b"s":
                self._set_breakpoints(not is_at_breakpoint)
            packet = b"s" if is_at_breakpoint else b"c"

    def _set_breakpoints(self, wanted: bool) -> None:
        for packet in self.breakpoints:
            if packet.startswith(BREAKPOINTS):
                self.machine.ask(packet if wanted else b"z" + packet[1:])

    def _run_uninterrupted(self, packet: bytes) -> bytes:
        self.machine.send(packet)
        while self.machine.gdb not in (ready := self.machine.wait_for(self.machine.gdb, self.debugger)):
            if self.debugger in ready and self.debugger.is_interrupted():
                raise Interrupted
        return self.machine.answer()

    # -- another machine --

    def _start_again(self, count: int) -> None:
        """Of a run that had to be stopped, an endless loop, QEMU may have noted the stop before the last
        instructions: then it sometimes ends too early, and once more helps."""
        for _ in range(TRIES):
            self.machine.close()
            self.machine = Machine(self.folder)
            for greeting in self.greetings.values():
                self.machine.ask(greeting)
            self.machine.run_to(count)
            self.here, self.is_at_end = self.machine.count(), self.machine.is_over()
            if self.here >= count or not self.is_at_end:
                break
        for packet in self.breakpoints:
            self.machine.ask(packet)
