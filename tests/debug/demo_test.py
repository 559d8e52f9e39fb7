# demo_test.py -- what `l4 ...` says of the demo: stops at an ipc, a page fault and a change of state,
# programs that are linked at the same address, and pages that came through many hands.

import re
import unittest

from session import ask

MODULES = ["sigma0", "demo", "demo-pager", "demo-server", "demo-client"]
CALL, FAULT, WATCH = 'l4 break ipc "quick client" server', "l4 break pagefault 6", "l4 watch-thread 7.0 ready"


class Demo(unittest.TestCase):
    """One run, stopped four times."""

    @classmethod
    def setUpClass(cls):
        # Each command that is to be read later is written in a way of its own.
        cls.said = ask(MODULES, [
            "l4 threads", FAULT, "continue", "delete", CALL, "continue ",
            "l4 thread", "l4 threads ", "l4 message", "l4 space 7", "l4 mappings 0x402000",
            "l4 mappings 0x1048000 5", "l4 mappings $pc", "l4 symbols", "break be_quick", "l4 symbols server",
            "info line be_quick", "l4 symbols 8",
            "delete ", WATCH, "continue  ", "l4 thread 7.0", "delete  ", "l4 watch-thread 7.0 nosuch",
            'l4 break ipc "quick client" 4.0', "continue   ", "delete   ", "continue    ", "l4 check", "l4 waits",
            "l4 thread 8.1", "l4 tasks"])

    def test_before_paging_is_on_it_says_how_to_go_on(self):
        self.assertIn("error: Paging is still off", self.said["l4 threads"])
        self.assertIn("tbreak kernel_main", re.sub(r"\s+", " ", self.said["l4 threads"]))

    def test_break_pagefault_tells_whose_fault_it_is(self):
        said = re.sub(r"\s+", " ", self.said["continue"])
        self.assertRegex(said, r"^ 6\.0 faults at 0x00400000\. It reads from a page that is not mapped\. "
                               r"Instruction 0x00400000; its pager is 5\.0 pager\. $")

    def test_break_ipc_stops_at_a_message_to_a_thread_by_its_name(self):
        said = re.sub(r"\s+", " ", self.said["continue "])
        self.assertIn("7.0 quick client calls 6.0 server. 2 words: ", said)
        self.assertIn("No thread is called server yet", self.said[CALL])

    def test_break_ipc_waits_for_the_receiver_that_is_named(self):
        self.assertIn("7.0 quick client calls 4.0 root.", self.said["continue   "])
        self.assertIn("The run is over", self.said["continue    "])

    def test_a_program_is_known_by_its_code_though_others_lie_at_its_address(self):
        said = self.said["l4 thread"]
        self.assertRegex(said, r"--- int 0x30: .*\n +#1 +ipc at user/lib/l4\.cpp:\d+\n"
                               r" +#2 +call at user/lib/l4\.hpp:\d+\n"
                               r" +#3 +be_quick at user/apps/demo/client\.cpp:\d+\n")
        self.assertRegex(self.said["l4 threads "], r"(?m)^8\.0 +ready .* 0x00400000$")

    def test_message_of_a_thread_in_its_call_is_that_call(self):
        self.assertIn("Its last way into the kernel: int 0x30.", self.said["l4 message"])
        self.assertIn("partner: 6.0, chief 4", self.said["l4 message"])

    def test_mappings_shows_the_way_of_a_page_through_tasks(self):
        self.assertRegex(self.said["l4 mappings 0x402000"],
                         r"^frame (0x[0-9A-F]{8})\n  task 2 sigma0 owns it at \1\n"
                         r"    task 5 pager at 0x1000\d000, 4 KB, writable\n      task 7 quick client at 0x00402000, 4 KB, writable  ←\n$")
        self.assertIn("    task 4 root at 0x01048000, 4 KB, ", self.said["l4 mappings 0x1048000 5"])
        self.assertIn("      task 5 pager at 0x01048000, 4 KB, read only  ←", self.said["l4 mappings 0x1048000 5"])
        self.assertIn("nobody can map it", re.sub(r"\s+", " ", self.said["l4 mappings $pc"]))

    def test_symbols_of_one_program_take_the_place_of_anothers(self):
        self.assertEqual(self.said["l4 symbols"], "GDB knows the names of build/user/demo-client.elf now.\n")
        self.assertIn("user/apps/demo/client.cpp", self.said["break be_quick"])
        self.assertEqual(self.said["l4 symbols server"], "GDB knows the names of build/user/demo-server.elf now.\n")
        self.assertIn('Function "be_quick" not defined', self.said["info line be_quick"])
        self.assertIn("its pages are missing", self.said["l4 symbols 8"])

    def test_space_tells_rights(self):
        self.assertRegex(self.said["l4 space 7"], r"(?m)^0x00400000 to .* read only +0x")
        self.assertRegex(self.said["l4 space 7"], r"(?m)^0x00402000 to .* writable +0x")

    def test_watch_thread_waits_for_the_state_that_is_named(self):
        self.assertRegex(self.said["continue  "], r"7\.0 quick client: (running|sleeps|waits for .*) → ready\.")
        self.assertIn("nosuch is no state of a thread", self.said["l4 watch-thread 7.0 nosuch"])

    def test_at_the_end_every_thread_is_where_the_demo_leaves_it(self):
        said = re.sub(r" +\(since .*", "", self.said["l4 waits"])
        last, done = "waits for 4.0 root", "sleeps"  # which client ends last is for the clock to say
        if "8.0 busy client   waits" in said:
            last, done = done, last
        self.assertEqual(said.split("\n")[:-1], [
            "2.0 sigma0        waits for anyone", "5.0 pager         waits for anyone",
            "6.0 server        waits for anyone", f"7.0 quick client  {last}",
            "7.1 in vain       waits for 6.0 server", f"8.0 busy client   {done}"])
        self.assertRegex(self.said["l4 thread 8.1"], r"compute_beside at user/apps/demo/client\.cpp:\d+")
        self.assertEqual(len(self.said["l4 tasks"].splitlines()), 7)
        self.assertNotIn("broken", self.said["l4 check"])
