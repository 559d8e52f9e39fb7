#!/usr/bin/env python3
"""serve.py -- serve one GDB a recorded run, in which it can go forward and backward: make replay calls it.

Usage: serve.py FOLDER SOCKET PLUGIN
  FOLDER  a run as tools/machine/kept_run.hpp keeps it
  SOCKET  where GDB connects
  PLUGIN  what notes writes: tools/replay/writes.cpp
Exit status: 0 GDB has left, 1 the run cannot be replayed, 2 wrong use.
"""

# GDB speaks to QEMU's own server, and this stands between them: what goes back in time is done here
# (travel.py), all else goes through. Nothing of the machine can be changed: it would be another run.
# Source: GDB, "Remote Protocol", "Packets" (bc, bs), "Stop Reply Packets" (replaylog).

import contextlib
import re
import signal
import socket
import sys
from pathlib import Path

from machine import Gone, Hung
from packets import INTERRUPT, Wire
from travel import Travel
from writes import last_write

FORWARD = (b"c", b"s", b"C", b"S", b"vCont;")
CHANGES = (b"M", b"X", b"P", b"G")
REMEMBERED = (b"qSupported", b"Hg", b"Hc", b"qqemu")
REFUSED = b"E01"
GO, LAST_WRITE = re.compile(r"go (\d+)"), re.compile(r"last-write (0x[0-9a-f]+) (0x[0-9a-f]+)")


class Server:
    def __init__(self, folder: Path, debugger: Wire, plugin: Path):
        self.plugin, self.messages = plugin, []
        self.debugger, self.travel = debugger, Travel(folder, debugger, self.messages)
        self.target: int | None = None  # where the next step leads

    def serve(self) -> None:
        """Until GDB leaves."""
        with contextlib.closing(self.travel):
            while True:
                packet = self.debugger.receive()
                if packet == INTERRUPT:
                    continue  # it came too late: the machine stands
                if packet == b"k" or packet.startswith((b"D", b"vKill")):
                    self.debugger.send(b"OK")
                    return
                self.debugger.send(self.answer(packet))

    def answer(self, packet: bytes) -> bytes:
        if packet.startswith(FORWARD) and packet != b"vCont?" or packet in (b"bc", b"bs"):
            return self.resume(packet)
        if packet.startswith(CHANGES):
            return REFUSED
        if packet.startswith(b"qRcmd,"):
            return self.command(bytes.fromhex(packet[6:].decode()).decode(), packet)
        said = self.travel.ask(packet)
        self.remember(packet, said)
        return said

    def remember(self, packet: bytes, said: bytes) -> None:
        if packet.startswith(REMEMBERED):
            self.travel.greetings[packet[:2]] = packet
        elif packet.startswith(b"Z") and said == b"OK":
            self.travel.breakpoints[packet] = None
        elif packet.startswith(b"z"):
            self.travel.breakpoints.pop(b"Z" + packet[1:], None)

    def resume(self, packet: bytes) -> bytes:
        before = self.travel.here
        try:
            said = self.move(packet)
        except (Hung, Gone) as problem:
            self.messages.append(
                f"The machine could not go on: {problem or 'QEMU hung twice'}. This is where you were.\n")
            said = self.travel.go_to(before)
        for message in self.messages:
            self.debugger.send(b"O" + message.encode().hex().encode())
        self.messages.clear()
        return said

    def move(self, packet: bytes) -> bytes:
        """One move through the run. \\return  the stop"""
        if self.target is not None:
            target, self.target = self.target, None
            return self.travel.go_to(target)
        if packet == b"bs":
            return self.travel.step_back()
        if packet == b"bc":
            return self.travel.go_back()
        return self.travel.go_on(packet)

    def command(self, line: str, packet: bytes) -> bytes:
        """Commands of tools/gdb/l4/replay.py; the others are QEMU's."""
        line = line.strip()
        if found := GO.fullmatch(line):
            self.target = int(found[1])
            return b"OK"
        if line == "count":
            return str(self.travel.here).encode().hex().encode()
        if found := LAST_WRITE.fullmatch(line):
            count = last_write(self.travel, self.plugin, int(found[1], 16), int(found[2], 16))
            return ("none" if count is None else str(count)).encode().hex().encode()
        return self.machine_command(packet)

    def machine_command(self, packet: bytes) -> bytes:
        """QEMU says its words one after the other, and then OK."""
        said = self.travel.ask(packet)
        while said.startswith(b"O") and said != b"OK":
            self.debugger.send(said)
            said = self.travel.machine.answer()
        return said


def main() -> int:
    if len(sys.argv) != 4 or sys.argv[1].startswith("-"):
        print(__doc__)
        return 0 if sys.argv[1:] == ["--help"] else 2
    folder, address, plugin = Path(sys.argv[1]).resolve(), sys.argv[2], Path(sys.argv[3]).resolve()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(address)
            listener.listen(1)
            connection, _ = listener.accept()
        Server(folder, Wire(connection), plugin).serve()
    except ConnectionError:
        return 0  # GDB has gone without a word
    except (Gone, Hung, OSError) as problem:
        print(f"The run cannot be replayed: {problem or 'QEMU hung twice'}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
