# deadlock_test.py -- what `l4 ...` says of a known scene: the puzzle in which servers call each other
# in a circle (user/apps/puzzles/deadlock.cpp), at its end.

import re
import unittest

from session import TO_THE_END, ask

MODULES = ["sigma0", "puzzle-deadlock"]
TWINS = "python import l4; before, l4.ids.task_name = l4.ids.task_name, lambda task: 'twin'"
APART = "python l4.ids.task_name = before"


class Deadlock(unittest.TestCase):
    """One run, asked everything."""

    @classmethod
    def setUpClass(cls):
        cls.said = ask(MODULES, TO_THE_END + [
            "l4 waits", "l4 threads", "l4 thread files", "l4 thread", "l4 message disk", "l4 message sigma0",
            "l4 ready", "l4 timeouts", "l4 tasks", "l4 space 4", "l4 space 2", "l4 mappings 0x20000 2",
            "l4 walk 0x120000 4", "l4 walk 0x10000000",
            "l4 mappings 0x120000 4", "l4 mappings 0x121000 physical", "l4 frames", "l4 ipc 3", "l4 events 1",
            "l4 check", "l4 thread nobody-is-called-so", "l4 space 77", "l4 walk nonsense", "l4 ipc many",
            "l4 thread 1 2", "l4 thread 'files", "l4 walk &'kumquat::(anonymous namespace)::left'",
            TWINS, "l4 space twin", APART, "complete l4 thread f", "complete l4 space r", "help l4 thread",
            "print kumquat::task_table[4].chief", "print *(kumquat::ThreadId *)(0xc0100000 + 16)",
            "print *(kumquat::StateWord *)0xc0101000",
            "print (kumquat::IpcError)0x20", "print ((kumquat::PageTable *)&::master_directory)->entries[0x3c4]",
        ])

    def lines(self, command: str) -> list[str]:
        return self.said[command].splitlines()

    def test_says_before_the_machine_ends_that_it_still_stands(self):
        self.assertIn("The run is over", self.said["continue"])
        self.assertIn("The machine still stands", self.said["continue"])

    def test_waits_names_the_circle_and_who_waits_behind_it(self):
        said = re.sub(r"since t [\d,]*\d", "since t …", self.said["l4 waits"])
        self.assertEqual(said, (
            "2.0 sigma0  waits for anyone  (since t …, for ever)\n"
            "4.1 editor  waits for 4.2 files  (since t …, for ever)\n"
            "4.2 files   waits for 4.3 memory  (since t …, for ever)\n"
            "4.3 memory  waits for 4.4 disk  (since t …, for ever)\n"
            "4.4 disk    waits to send to 4.2 files  (since t …, for ever)\n"
            "  circle: 4.2 files → 4.3 memory → 4.4 disk → 4.2 files.\n"
            "  A circle without a timeout: none of them can ever go on.\n"
            "  4.1 editor waits behind it.\n"))

    def test_threads_tells_state_time_and_place_of_each(self):
        lines = {line.split("  ")[0]: line for line in self.lines("l4 threads")}
        self.assertEqual(list(lines), ["thread", "0.0 idle", "2.0 sigma0", "4.0 watch", "4.1 editor",
                                       "4.2 files", "4.3 memory", "4.4 disk"])
        self.assertRegex(lines["4.1 editor"], r"waits for 4\.2 files +20 +\d+ +10000 +for ever +"
                                              r"ipc at user/lib/l4\.cpp:\d+$")
        self.assertRegex(lines["4.0 watch"], r" running +100 .*in end_of_run at kernel/debug/end_of_run\.cpp:\d+$")

    def test_thread_goes_back_across_the_border_of_the_kernel(self):
        calls = [re.sub(r"^ *#\d+ +| at .*", "", line) for line in self.lines("l4 thread files")[2:]]
        self.assertEqual(calls, ["  --- int 0x30: above in the kernel, below in user mode ---",
                                 "ipc", "call", "be_files"])

    def test_the_running_thread_is_shown_in_the_kernel_and_in_its_program(self):
        said = self.said["l4 thread"]
        self.assertRegex(said, r"(?s)#0  end_of_run at .*--- int3: .*watch_ms at user/apps/puzzles/threads\.cpp")
        self.assertRegex(said, r"_start at user/lib/start\.S:\d+\n$")

    def test_message_explains_every_register(self):
        said = self.said["l4 message disk"]
        for want in ("4.4 disk waits to send to 4.2 files. Its ipc is a call:", "send: words in registers",
                     "receive: from the partner only", "send for ever, receive for ever", "partner: 4.2, chief 0",
                     "words 0 and 1: 5, 0"):
            self.assertIn(want, said)

    def test_message_reads_descriptors_with_pages(self):
        said = self.said["l4 message sigma0"]
        self.assertIn("(Its send phase is over.)", said)
        self.assertIn("send: words and pages in registers", said)
        self.assertIn("send not at all, receive for ever", said)
        self.assertRegex(said, r"page: 4 KB at 0x0012\d000, writable")

    def test_queues_are_told(self):
        self.assertIn("4.0 watch runs, on the timeslice of 4.0 watch", self.said["l4 ready"])
        self.assertIn("The ready queue is empty", self.said["l4 ready"])
        self.assertIn("Nobody waits with a timeout", self.said["l4 timeouts"])
        self.assertNotIn("Broken", self.said["l4 ready"] + self.said["l4 timeouts"])

    def test_tasks_tells_chiefs_and_threads(self):
        self.assertRegex(self.said["l4 tasks"], r"(?m)^task 4 root +task 0 kernel +5 +255 ")
        self.assertRegex(self.said["l4 tasks"], r"(?m)^task 2 sigma0 +task 4 root +1 ")

    def test_space_shows_ranges(self):
        self.assertRegex(self.said["l4 space 4"], r"(?m)^0x00120000 to 0x0012[1-9]FFF .*pages of 4 KB +writable +"
                                                  r"0x00120000 one to one$")

        self.assertIn("0x00000000 to 0x003FFFFF  4 MB  pages of 4 MB  writable", self.said["l4 space 2"])
        self.assertIn("frame 0x00020000\n  task 2 sigma0 owns it", self.said["l4 mappings 0x20000 2"])

    def test_walk_decodes_both_levels(self):
        said = self.said["l4 walk 0x120000 4"]
        self.assertRegex(said, r"directory entry 0, at 0x[0-9A-F]+00: 0x[0-9A-F]{5}027")
        self.assertRegex(said, r"page-table entry 288, at 0x[0-9A-F]+480: 0x0012002")
        self.assertIn("bit 1 R/W  1  writable", said)
        self.assertIn("physical address 0x00120000\n  Both count together: users may write here.", said)
        self.assertIn("There is no page table for these 4 MB", self.said["l4 walk 0x10000000"])

    def test_mappings_draws_the_tree_and_marks_the_page(self):
        self.assertEqual(self.said["l4 mappings 0x120000 4"],
                         "frame 0x00120000\n  task 2 sigma0 owns it at 0x00120000\n"
                         "    task 4 root at 0x00120000, 4 KB, writable  ←\n")
        self.assertIn("    task 4 root at 0x00121000, 4 KB, writable\n", self.said["l4 mappings 0x121000 physical"])

    def test_frames_adds_up(self):
        said = self.said["l4 frames"].replace(",", "")
        free, untouched, freed, clean = (int(re.search(pattern, said)[1]) for pattern in (
            r"^(\d+) frames free", r"(\d+) never used", r"(\d+) freed ", r"(\d+) freed and all zero"))
        self.assertEqual(free, untouched + freed + clean)
        self.assertNotIn("Broken", said)

    def test_ipc_tells_the_last_events_of_that_kind_only(self):
        lines = self.lines("l4 ipc 3")
        self.assertEqual(len(lines), 3)
        self.assertIn("4.4 disk waits to send to 4.2 files. Its wait has no timeout. It stands in its partner's "
                      "send queue.", lines[0])
        self.assertIn("4.0 watch comes back from its ipc. Result 0x00000020: receive timeout.", lines[2])
        self.assertEqual(len(self.lines("l4 events 1")), 1)

    def test_all_invariants_hold(self):
        self.assertTrue(all(line.startswith("holds ") for line in self.lines("l4 check")), self.said["l4 check"])
        self.assertEqual(len(self.lines("l4 check")), 9)

    def test_wrong_use_is_told_what_to_do(self):
        self.assertIn("error: There is no thread nobody-is-called-so. There are: 0.0 idle,",
                      self.said["l4 thread nobody-is-called-so"])
        self.assertIn("error: There is no task 77. There are: task 2 sigma0, task 4 root.", self.said["l4 space 77"])
        self.assertIn("error: nonsense is no address", self.said["l4 walk nonsense"])
        self.assertIn("For instance: l4 ipc 20", self.said["l4 ipc many"])
        self.assertIn("Usage: l4 thread [THREAD]", self.said["l4 thread 1 2"])
        self.assertIn("error: There is no thread 'files. There are:", self.said["l4 thread 'files"])
        self.assertIn("error: Several tasks are called twin: task 2 twin, task 4 twin. Say which by its number.",
                      self.said["l4 space twin"])

    def test_quotes_of_an_expression_are_left_to_gdb(self):
        said = self.said["l4 walk &'kumquat::(anonymous namespace)::left'"]
        self.assertRegex(said, r"^0xF1[0-9A-F]{6} in the space that the processor is in")

    def test_help_and_completion(self):
        self.assertIn("Usage: l4 thread [THREAD]\n", self.said["help l4 thread"])
        self.assertEqual(self.lines("complete l4 thread f"), ["l4 thread files"])
        self.assertEqual(self.lines("complete l4 space r"), ["l4 space root"])

    def test_values_are_printed_in_words(self):
        self.assertIn("= task 0", self.said["print kumquat::task_table[4].chief"])
        self.assertIn("= 4.0, chief 0", self.said["print *(kumquat::ThreadId *)(0xc0100000 + 16)"])
        self.assertIn("= receiving, from 4.3 only", self.said["print *(kumquat::StateWord *)0xc0101000"])
        self.assertIn("= 0x00000020 receive timeout", self.said["print (kumquat::IpcError)0x20"])
        self.assertRegex(self.said["print ((kumquat::PageTable *)&::master_directory)->entries[0x3c4]"],
                         r"= frame 0x01000000, present, writable, 4 MB")


# What the sleeping thread would have asked for if it had wanted a message of anyone: open_bit of message.hpp.
OPEN_RECEIVE = "set var $tcb(4,0)->request->ebp |= 1"


class BeforeTheDeadlock(unittest.TestCase):
    """The same run, stopped while the root task sleeps until a time."""

    @classmethod
    def setUpClass(cls):
        cls.said = ask(MODULES, ["l4 break ipc 4.1", "continue", "l4 timeouts", "l4 waits", "l4 message watch",
                                 "l4 ready", "l4 check", OPEN_RECEIVE, "l4 waits "])

    def test_timeouts_tells_when_the_clock_will_wake_whom(self):
        found = re.search(r"^The kernel's clock: ([\d,]+) µs.*\n.*\n"
                          r"4\.0 watch +in ([\d,]+) µs +([\d,]+) +(?:soon|late|far)\n$", self.said["l4 timeouts"])
        self.assertIsNotNone(found, self.said["l4 timeouts"])
        now, left, due = (int(number.replace(",", "")) for number in found.groups())
        self.assertEqual(now + left, due)
        self.assertGreater(left, 0)

    def test_a_wait_with_a_timeout_says_how_long(self):
        self.assertRegex(self.said["l4 waits"], r"(?m)^4\.0 watch +sleeps +"
                                                  r"\(since t [\d,]+, at most [\d,]+ (µs|ms)\)$")
        self.assertIn("receive at most ", self.said["l4 message watch"])

    def test_an_open_receive_with_a_timeout_waits_for_anyone(self):
        self.assertEqual(self.said[OPEN_RECEIVE], "")
        self.assertRegex(self.said["l4 waits "], r"(?m)^4\.0 watch +waits for anyone +\(since t [\d,]+, at most ")

    def test_ready_lists_who_could_run(self):
        self.assertIn("4.1 editor runs, on the timeslice of", self.said["l4 ready"])
        self.assertNotIn("broken", self.said["l4 check"])
