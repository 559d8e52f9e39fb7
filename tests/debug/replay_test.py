# replay_test.py -- a recorded run is the run that was, however often and in whichever direction one goes
# through it.

import contextlib
import hashlib
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock
from pathlib import Path

from replaying import PLUGIN, record, replay
from session import OUTSIDE, TREE, ask

sys.path.insert(0, str(TREE / "tools/replay"))
import machine  # noqa: E402

MODULES = ["sigma0", "puzzle-deadlock"]
FOLDER = TREE / "build/tests/debug/replay"
MEMORY_SIZE = 32 << 20
LOOKS = 600  # ten in a second, so the host may be busy
STATE = "set var ((kumquat::Tcb *)0xc0101000)->state.word_ = 1"
# QEMU alone runs in that folder.
STOP_QEMU = (f"shell for one in /proc/[0-9]*; do [ \"$(readlink $one/cwd)\" != {FOLDER} ] || "
             "kill -STOP ${one#/proc/}; done")
KILL_QEMU = STOP_QEMU.replace("-STOP", "-KILL")
# A QEMU that stands still from the begin on, once, when the file is there.
STUMBLING_QEMU = """#!/bin/sh
if [ -e "{marker}" ]; then rm "{marker}"; kill -STOP $$; fi
exec "{qemu}" "$@"
"""


def machines_in(folder: Path) -> list[str]:
    """The processes that run in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == folder and "Z" not in (process / "stat").read_text().split()[2:3]:
                found.append(process.name)
    return found


def count_in(said: str) -> int:
    """The count of instructions that a command has told."""
    return int(re.search(r"count +([\d,]+) instructions", said)[1].replace(",", ""))


def repeated(command: str, times: int) -> list[str]:
    """The same command, written in a way of its own each time, so that each answer is kept."""
    return [command + " " * i for i in range(times)]


class Replay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        record(FOLDER, MODULES)
        cls.trace = json.loads((FOLDER / "trace.json").read_text())
        cls.time = cls.trace["events"][-40][0]

    def test_it_is_the_run_that_was_traced(self):
        said = replay(FOLDER, ["l4 events 1", f"l4 go {self.time}", "l4 events 1 ", "l4 show"])
        self.assertIn(f"t {self.trace['events'][-1][0]:>11,}", said["l4 events 1"])
        self.assertIn(f"t {self.time:>11,}", said["l4 events 1 "])
        number = max(i for i, event in enumerate(self.trace["events"], 1) if event[0] == self.time)
        self.assertIn(f"http://127.0.0.1:8017/?trace=traces/trace.json&event={number}&t=", said["l4 show"])
        self.assertIn("make serve TRACE=build/tests/debug/replay/trace.json", said["l4 show"])

    def test_two_replays_reach_the_same_state(self):
        states = []
        for _ in range(2):
            with tempfile.TemporaryDirectory() as place:
                memory = Path(place) / "memory"
                said = replay(FOLDER, [f"l4 go {self.time}", "info registers",
                                       f'monitor pmemsave 0 {MEMORY_SIZE} "{memory}"'])
                self.assertEqual(memory.stat().st_size, MEMORY_SIZE)
                states.append((said["info registers"], hashlib.sha256(memory.read_bytes()).hexdigest()))
        self.assertIn("eip", states[0][0])
        self.assertEqual(states[0], states[1])

    def test_backward_is_forward_reversed(self):
        stops, counts = 4, "monitor count"
        forward = ["l4 go start", "break kumquat::begin_tcb"]
        for go_on, count in zip(repeated("continue", stops), repeated(counts, stops)):
            forward += [go_on, count]
        backward = ["stepi 3", "info registers", "stepi 2", "reverse-stepi 2", "info registers "]
        for go_on, count in zip(repeated("reverse-continue", stops), repeated("monitor  count", stops)):
            backward += [go_on, count]
        said = replay(FOLDER, forward + backward + ["delete", "reverse-continue      ", "monitor   count"])
        there = [int(said[count]) for count in repeated(counts, stops)]
        back = [int(said[count]) for count in repeated("monitor  count", stops)]
        self.assertEqual(there, sorted(set(there)))
        self.assertEqual(back, there[::-1])
        self.assertEqual(said["info registers"], said["info registers "])
        self.assertEqual(said["monitor   count"], "0")  # there is nothing before the first instruction

    def test_a_watchpoint_backward_finds_what_who_wrote_finds(self):
        word = "&((kumquat::Tcb*)0xc0101000)->state.word_"
        said = replay(FOLDER, [f"l4 who-wrote {word}", "l4 go end", f"watch *({word})", "reverse-continue",
                               "monitor count"])
        self.assertRegex(said[f"l4 who-wrote {word}"], r"where +deliver_call at kernel/ipc/fast_path\.S")
        self.assertEqual(count_in(said[f"l4 who-wrote {word}"]), int(said["monitor count"]))

    def test_a_write_through_another_address_counts(self):
        said = replay(FOLDER, ["l4 who-wrote 0x121000 4", "l4 go end", "l4 who-wrote 0x121000 physical",
                               "l4 who-wrote 0x10000000", "l4 go never"])
        for command in ("l4 who-wrote 0x121000 4", "l4 who-wrote 0x121000 physical"):
            self.assertRegex(said[command], r"where +memset\n +instruction +0x\w+ +rep stos")
        self.assertIn("error: Nothing is mapped at 0x10000000", said["l4 who-wrote 0x10000000"])
        self.assertIn("error: never is no time", said["l4 go never"])

    def test_nothing_can_be_changed(self):
        said = replay(FOLDER, ["set var $eax = 3", STATE, "l4 thread files"])
        for command in ("set var $eax = 3", STATE):
            self.assertIn("error:", said[command])
        self.assertIn("waits for 4.3 memory", said["l4 thread files"])

    def test_a_machine_that_runs_forward_only_says_so(self):
        said = ask(MODULES, ["continue", "l4 go end", "l4 who-wrote 0x121000 4"])
        for command in ("l4 go end", "l4 who-wrote 0x121000 4"):
            self.assertIn("This machine runs only forward", said[command])

    def test_a_qemu_that_hangs_is_started_again(self):
        said = replay(FOLDER, ["monitor count", STOP_QEMU, "reverse-stepi", "monitor count ", STOP_QEMU + " ",
                               "stepi", "monitor count  "])
        first = int(said["monitor count"])
        self.assertEqual(int(said["monitor count "]), first - 1)
        self.assertIn("QEMU hung", said["stepi"])
        self.assertEqual(int(said["monitor count  "]), first)

    def test_a_qemu_that_is_killed_is_started_again(self):
        said = replay(FOLDER, ["reverse-stepi", "monitor count", KILL_QEMU, "stepi", "monitor count "])
        self.assertRegex(said["stepi"], r"QEMU ended \(It ended with status -9")
        self.assertEqual(int(said["monitor count "]), int(said["monitor count"]) + 1)

    def test_a_qemu_that_hangs_on_the_way_back_is_started_again(self):
        qemu = subprocess.run(["sh", "-c", "command -v qemu-system-i386"], capture_output=True, text=True,
                              check=True).stdout.strip()
        with tempfile.TemporaryDirectory() as place:
            marker, wrapper = Path(place) / "marker", Path(place) / "qemu-system-i386"
            wrapper.write_text(STUMBLING_QEMU.format(marker=marker, qemu=qemu))
            wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
            OUTSIDE["PATH"] = f"{place}:{os.environ['PATH']}"
            try:
                said = replay(FOLDER, ["monitor count", f"shell touch {marker}", "reverse-stepi", "monitor count "])
            finally:
                OUTSIDE["PATH"] = os.environ["PATH"]
            self.assertFalse(marker.exists(), "QEMU was not started at all")
        self.assertIn("QEMU hung", said["reverse-stepi"])
        self.assertEqual(int(said["monitor count "]), int(said["monitor count"]) - 1)

    def test_a_qemu_that_computes_and_never_answers_is_found(self):
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "replay_command").write_text("sh\n-c\nwhile :; do :; done\n")
            with unittest.mock.patch("machine.HOPELESS_CPU_S", 0.3), self.assertRaises(machine.Hung):
                machine.Machine(Path(place))

    def test_a_monitor_command_that_is_wrong_does_not_end_the_session(self):
        said = replay(FOLDER, ["monitor go nowhere", "monitor last-write", "monitor count"])
        self.assertTrue(said["monitor count"].strip().isdecimal(), said)

    def test_nothing_is_left_behind_when_it_is_ended_in_the_middle(self):
        for how in (signal.SIGTERM, signal.SIGKILL):
            with self.subTest(signal=how.name), tempfile.TemporaryDirectory() as place:
                path = Path(place) / "socket"
                server = subprocess.Popen(["python3", "-B", TREE / "tools/replay/serve.py", FOLDER, path, PLUGIN],
                                          cwd=TREE)
                while not path.exists():
                    time.sleep(0.05)
                with socket.socket(socket.AF_UNIX) as debugger:
                    debugger.connect(str(path))
                    debugger.sendall(b"$?#3f")
                    debugger.recv(64)  # so there is a machine
                    self.assertTrue(machines_in(FOLDER))
                    server.send_signal(how)
                    server.wait()
                for _ in range(LOOKS):
                    if not machines_in(FOLDER):
                        break
                    time.sleep(0.1)
                self.assertEqual(machines_in(FOLDER), [])

    def test_make_replay_opens_a_time(self):
        done = subprocess.run(["make", "-s", "SETUP=no", "replay", "APP=puzzle-deadlock", f"AT={self.time:,}"],
                              input="l4 events 1\n", capture_output=True, text=True, check=False, cwd=TREE, env=OUTSIDE)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"just now     t {self.time:,}", done.stdout)
        self.assertIn(f"t {self.time:>11,}", done.stdout.split("just now")[1])
