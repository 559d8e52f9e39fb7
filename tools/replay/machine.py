# machine.py -- one QEMU that replays a recorded run, and stands where it is told to.
# Time is a count of executed instructions, from power-on. It only goes forward: who wants to go back
# starts another machine, which is a tenth of a second away. (QEMU can go back by itself, from a
# snapshot; but two of eight such sessions hung.)
# Should it hang all the same, that is seen: it waits, and has no work; or it works, and never answers.
# Source: QEMU, "Execution Record/Replay", "QEMU Machine Protocol".

import json
import os
import select
import signal
import socket
import subprocess
from pathlib import Path

from packets import Wire

LOOK_S, HOPELESS_LOOKS = 0.5, 10
HOPELESS_CPU_S = 30  # of the processor, for one answer; two thousand million instructions take eight
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
ENDS_WITH_US = ("setpriv", "--pdeathsig", "KILL")  # however we end
BUSY = "RD"  # states of a thread that has work, be it that the host has no processor for it now


class Hung(Exception):
    """QEMU waits for itself."""


class Gone(Exception):
    """QEMU has ended. The text is what it said."""


class Machine:
    """Stopped before its first instruction, when made. \\param folder  as tools/machine/kept_run.hpp leaves it"""

    def __init__(self, folder: Path, *words: str):
        command = (folder / "replay_command").read_text().splitlines()
        gdb_ours, gdb_theirs = socket.socketpair()
        qmp_ours, qmp_theirs = socket.socketpair()
        kept = [end.fileno() for end in (gdb_theirs, qmp_theirs)]
        self.said = (folder / "replay.log").open("w+")
        self.process = subprocess.Popen(
            [*ENDS_WITH_US, *command, *words, "-S", "-chardev", f"socket,id=gdb,fd={kept[0]}", "-gdb", "chardev:gdb",
             "-chardev", f"socket,id=qmp,fd={kept[1]}", "-mon", "chardev=qmp,mode=control"],
            cwd=folder, pass_fds=kept, stdin=subprocess.DEVNULL, stdout=self.said, stderr=self.said,
            start_new_session=True)  # Ctrl-C is for GDB
        gdb_theirs.close()
        qmp_theirs.close()
        self.gdb, self.qmp, self.heard = Wire(gdb_ours), qmp_ours, b""
        self.looks, self.last_look = 0, None
        try:
            self._qmp_line()
            self._execute("qmp_capabilities")
        except (Gone, Hung):
            self.close()
            raise

    def close(self) -> None:
        """A QEMU that hangs does not hear any other signal."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for end in (self.said, self.gdb.connection, self.qmp):
            end.close()

    # -- waiting, with an eye on QEMU --

    def wait_for(self, *ends) -> list:
        """Those of the ends, files or sockets, from which something can be read. Raises Hung."""
        self.looks, begin = 0, None
        while True:
            ready, _, _ = select.select(ends, [], [], LOOK_S)
            if ready:
                return ready
            used = self._look()
            begin = used if begin is None else begin
            if self.looks >= HOPELESS_LOOKS or used - begin > HOPELESS_CPU_S * TICKS_PER_S:
                raise Hung

    def _look(self) -> int:
        """Whatever QEMU does, it does with the processor; if it does nothing for so long, it will never.
        \\return  how much of the processor it has used, in ticks"""
        look = []
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                fields = (task / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            look.append((task.name, fields[0] if fields[0] in BUSY else "", fields[11], fields[12]))
        is_busy = any(state for _, state, _, _ in look)
        self.looks = 0 if is_busy or look != self.last_look else self.looks + 1
        self.last_look = look
        return sum(int(user) + int(system) for _, _, user, system in look)

    # -- what QEMU's own protocol is for --

    def _qmp_line(self) -> dict:
        while b"\n" not in self.heard:
            self.wait_for(self.qmp)
            more = self.qmp.recv(1 << 16)
            if not more:
                raise self.gone()
            self.heard += more
        line, _, self.heard = self.heard.partition(b"\n")
        return json.loads(line)

    def gone(self) -> Gone:
        """What it left to be said."""
        self.process.wait()
        self.said.seek(0)
        return Gone(self.said.read().strip() or f"It ended with status {self.process.returncode}, and said nothing.")

    def _execute(self, command: str, **arguments):
        try:
            self.qmp.sendall(json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        except OSError:
            raise self.gone() from None
        while "event" in (answer := self._qmp_line()):
            pass
        return answer.get("return")

    def monitor(self, line: str) -> str:
        """The answer of QEMU's monitor for people."""
        return self._execute("human-monitor-command", **{"command-line": line})

    def count(self) -> int:
        """How many instructions it has executed. Requires: it is stopped."""
        return self._execute("query-replay")["icount"]

    def physical_address(self, address: int) -> int | None:
        """Where the page tables lead to now; None: nowhere."""
        said = self.monitor(f"gva2gpa {address:#x}")
        return int(said.split()[-1], 16) if said.startswith("gpa:") else None

    # -- through the debugger's wire --

    def send(self, packet: bytes) -> None:
        """Raises Gone."""
        try:
            self.gdb.send(packet)
        except ConnectionError:
            raise self.gone() from None

    def ask(self, packet: bytes) -> bytes:
        """Raises Gone, Hung."""
        self.send(packet)
        return self.answer()

    def answer(self) -> bytes:
        """Whatever it says next."""
        try:
            if not self.gdb.has_packet():
                self.wait_for(self.gdb)
            return self.gdb.receive()
        except ConnectionError:
            raise self.gone() from None

    def is_over(self) -> bool:
        """Whether it has come to the end of what was recorded."""
        return self._execute("query-status")["status"] == "shutdown"

    def stop_at(self, count: int) -> None:
        """Requires: the count lies before it."""
        self.monitor(f"replay_break {count}")

    def run_to(self, count: int) -> None:
        """Go on to a count, or to the end of the recording. Requires: no breakpoints."""
        if count > self.count():
            self.stop_at(count)
            self.ask(b"c")
            self.monitor("replay_delete_break")
