# stub_test.py -- GDB on the kernel's own stub, in QEMU and in Bochs: every command of tools/gdb says
# there what it says over QEMU's stub, and what only this stub can do is done.

import functools
import re
import unittest

from session import Connection, TREE, ask, by_kernel, by_kernel_in_bochs, by_qemu

KERNEL = TREE / "build/kernel-gdb/kumquat.elf"
MODULES = ["sigma0", "demo", "demo-pager", "demo-server", "demo-client"]
# Soon met: at each stop on the way GDB asks much over a slow line.
FAULT, IPC, WATCH = "l4 break pagefault 4", "l4 break ipc sigma0 root", "l4 watch-thread 4.0"
# What does not depend on who was preempted when, but for numbers.
SAME = ["l4 tasks", "l4 space 7", "l4 walk 0x402000 7", "l4 mappings 0x402000 7", "l4 check", "l4 timeouts",
        "l4 message 7.1", "l4 show", "print $tcb(7,1)->canary", "print *$pte(7,0x402000)"]
BACKWARD = ["l4 go end", "l4 who-wrote 0x402000 7"]  # tests/debug/replay_test.py has a machine for them
LISTS = ["help l4", "help l4 break"]
OTHERS = ["l4 thread 7.0", "l4 ready", "l4 threads", "l4 thread 7.1", "l4 thread", "l4 waits", "l4 frames",
          "l4 ipc 3", "l4 events 1", "l4 symbols 6", "print kumquat::task_table[4].chief"]


def commands(*extra: str) -> list[str]:
    return [FAULT, "continue", "delete", IPC, "continue ", "delete ", WATCH, "continue  ", "delete  ",
            *extra, "continue   ", *SAME, *OTHERS, *LISTS]


@functools.cache
def said_over(connection: Connection, extra: tuple[str, ...]) -> dict[str, str]:
    return ask(MODULES, [*commands(*extra), *BACKWARD], KERNEL, connection=connection)


def without_numbers(text: str) -> str:
    return re.sub(r" +", " ", re.sub(r"0x[0-9A-F]+|\d[\d,]*", "N", text))


class ByQemu(unittest.TestCase):
    """QEMU's stub, which the others are compared with."""
    connection = staticmethod(by_qemu)
    extra: tuple[str, ...] = ()

    @classmethod
    def setUpClass(cls):
        cls.said = said_over(cls.connection, cls.extra)

    def test_no_command_fails(self):
        for command in commands():
            self.assertNotRegex(self.said[command], r"^error|Traceback|Python Exception", command)

    def test_no_command_is_left_out(self):
        lines = "".join(self.said[name] for name in LISTS)
        there = set(re.findall(r"(?m)^(l4 [\w -]+) -- ", lines)) - {"l4 break"}
        self.assertEqual(there, {name for name in there for command in [*commands(), *BACKWARD]
                                 if f"{command} ".startswith(f"{name} ")})
        self.assertIn("l4 waits", there)

    def test_what_leads_back_says_that_this_machine_runs_forward(self):
        for command in BACKWARD:
            self.assertIn("This machine runs only forward", self.said[command])

    def test_it_stops_at_a_page_fault_an_ipc_and_a_change_of_state(self):
        self.assertIn("4.0 root faults at 0x00120000. It reads from a page that is not mapped.",
                      re.sub(r"\s+", " ", self.said["continue"]))
        self.assertIn("2.0 sigma0 replies to 4.0 root and waits.", self.said["continue "])
        self.assertRegex(self.said["continue  "], r"4\.0 root: (waits for|[a-z]+\b)[^?]* → [^?]*\.\n")
        self.assertIn("The machine still stands", self.said["continue   "])

    def test_backtraces_cross_the_border(self):
        self.assertRegex(self.said["l4 thread 7.1"], r"--- int 0x30: .*\n.*ipc at .*\n.*call at user/lib/l4\.hpp.*\n"
                                                     r".*wait_in_vain at user/apps/demo/client\.cpp")

    def test_all_invariants_hold(self):
        held = [line for line in self.said["l4 check"].splitlines() if line.startswith("holds ")]
        self.assertEqual(len(held), 9, self.said["l4 check"])


class ByKernel(ByQemu):
    """The kernel's own stub in QEMU."""
    connection = staticmethod(by_kernel)
    extra = ("info threads", "thread find 2[.]0", "x/x 0xbffff000", "info registers cr3", "stepi",
             "hbreak *0x400030", "continue    ", "print/x $pc", "delete   ",
             "l4 ready ", "thread 1", "l4 ready  ", "l4 check ", "print $_thread",
             "l4 thread 4.0", "thread", "print $_thread ")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.over_qemu = said_over(by_qemu, ())

    def test_it_says_what_is_said_over_the_stub_of_qemu(self):
        for command in SAME:
            self.assertEqual(without_numbers(self.said[command]), without_numbers(self.over_qemu[command]), command)

    def test_threads_of_l4_are_threads_of_gdb(self):
        self.assertRegex(self.said["info threads"], r'(?m)^\* +\d+ +Thread 257 "2\.0" \(running, registers of the kernel')
        self.assertRegex(self.said["info threads"], r'"4\.0" \(transferring, registers of user mode\) +0x00120000')
        self.assertRegex(self.said["info threads"], r'"0\.0" \(ready, registers of the kernel\) +.*idle_loop \(\)')

    def test_who_has_the_processor_does_not_depend_on_whom_one_looks_at(self):
        self.assertNotIn("0.0 idle runs", self.said["l4 ready "])
        self.assertEqual(self.said["l4 ready  "], self.said["l4 ready "])
        self.assertNotIn("broken  the running thread", self.said["l4 check "])
        self.assertRegex(self.said["print $_thread"], "= 1\n$")

    def test_who_asks_for_a_thread_is_at_it(self):
        self.assertRegex(self.said["thread"], r"Thread 513\b")
        self.assertNotRegex(self.said["print $_thread "], "= 1\n$")

    def test_a_place_that_is_not_mapped_yet_is_stopped_at(self):
        self.assertIn("= 0x400030", self.said["print/x $pc"])

    def test_what_is_not_mapped_is_told_and_not_touched(self):
        self.assertIn("Cannot access memory at address 0xbffff000", self.said["x/x 0xbffff000"])


class ByKernelInBochs(ByKernel):
    """The same in Bochs, which is strict."""
    connection = staticmethod(by_kernel_in_bochs)


if __name__ == "__main__":
    unittest.main()
