# broken_test.py -- a kernel that is damaged in the middle of its run: the command that looks there names
# the damage, and no command shows a traceback or runs for ever.

import unittest

from session import TO_THE_END, ask

MODULES = ["sigma0", "puzzle-deadlock"]
TCB = {"watch": 0xC0100000, "editor": 0xC0100800, "files": 0xC0101000, "memory": 0xC0101800, "disk": 0xC0102000}
EVERYTHING = ["l4 threads", "l4 thread files", "l4 thread disk", "l4 waits", "l4 tasks", "l4 ready", "l4 timeouts",
              "l4 mappings 0x120000 4", "l4 space 4", "l4 walk 0x120000 4", "l4 frames", "l4 ipc", "l4 message disk",
              "l4 message files", "l4 check"]


def field(thread: str, name: str) -> str:
    return f"((kumquat::Tcb *){TCB[thread]:#x})->{name}"


def set_to(place: str, value: str) -> str:
    return f"set var {place} = {value}"


def node_of(page: int) -> str:
    """The note beside the entry of a page of the first 4 MB of the root task."""
    return f"(*(unsigned **)kumquat::task_table[4].space.notes.raw_)[{page}]"


# What is done to the kernel, the command that must find it, and words of what it says.
DAMAGES = {
    "a list with a wild pointer": (
        [set_to(field("disk", "send_link.next"), "(kumquat::Tcb *)0x17")],
        "l4 check", "the send queue of 4.2 files: it breaks off: 0x00000017 should be the address of a TCB"),
    "a list that goes in a circle": (
        ["set var kumquat::ready_queue.lists_.lists_[7] = (kumquat::Tcb *)0xc0100800",
         set_to(field("editor", "ready_link.next"), "(kumquat::Tcb *)0xc0101000"),
         set_to(field("files", "ready_link.next"), "(kumquat::Tcb *)0xc0101000"),
         set_to(field("files", "ready_link.previous"), "(kumquat::Tcb *)0xc0100800")],
        "l4 ready", "Broken: the list of priority 7:"),
    "a bit too many in the bitmap": (
        ["set var kumquat::ready_queue.lists_.bitmap_[1] = 0x10"],
        "l4 ready", "priority 36: the bitmap says there are threads, and the list is empty"),
    "a kernel stack that has run over": (
        [set_to(field("editor", "canary"), "0")], "l4 check", "the canary of 4.1 editor is 0x00000000"),
    "a request that points nowhere": (
        [set_to(field("disk", "request"), "(kumquat::Registers *)0x44")],
        "l4 message disk", "The request of 4.4 disk is 0x00000044"),
    "a kernel stack pointer that points nowhere": (
        [set_to(field("files", "kernel_esp"), "0x12345678")],
        "l4 thread files", "Its kernel_esp is 0x12345678, which is not in its TCB"),
    "a state that is none": (
        [set_to(field("files", "state.word_"), "9")], "l4 threads", "in no state: its state word is 9"),
    "a sender in nobody's queue": (
        [set_to(field("files", "send_queue"), "(kumquat::Tcb *)0")],
        "l4 check", "4.4 disk waits to send to 4.2 files, and stands in no send queue"),
    "a thread in another's space": (
        [set_to(field("memory", "directory.raw_"), "0x1000")],
        "l4 check", "4.3 memory runs in the space at 0x00001000"),
    "a directory that is no memory": (
        ["set var kumquat::task_table[4].space.directory.raw_ = 0x7ffff000"],
        "l4 space 4", "0x7FFFF000 is no frame of RAM"),
    "a frame that was freed twice": (
        ["set var 'kumquat::(anonymous namespace)::freed'.first_ = 0x1300000",
         "set var *(unsigned *)0xe1300000 = 0x1300000"],
        "l4 frames", "a frame was freed twice"),
    "frames that are miscounted": (
        ["set var 'kumquat::(anonymous namespace)::left' = 1"],
        "l4 frames", "the count of free frames is 1, and there are"),
    "a page with another's node": (
        [f"set var {node_of(0x120)} = {node_of(0x121)}"],
        "l4 check", "the page of task 4 root at 0x00120000 has the node of task 4 root at 0x00121000"),
    "a tree of mappings that goes in a circle": (
        [f"set var ((kumquat::MappingNode *){node_of(0x120)})->children.raw_ = {node_of(0x120)}"],
        "l4 mappings 0x120000 4", "Here the tree goes in a circle"),
    "a trace that is not there": (
        ["set var kumquat::trace_ring.capacity = 0"], "l4 ipc", "The trace has not begun"),
}


class Broken(unittest.TestCase):
    """One run for each damage."""

    def test_damage_is_named_and_nothing_else_falls_over(self):
        for name, (commands, finder, words) in DAMAGES.items():
            with self.subTest(damage=name):
                said = ask(MODULES, ["tbreak kumquat::end_of_run"] + TO_THE_END + commands + EVERYTHING)
                for command in commands:
                    self.assertEqual(said[command], "", "the damage itself failed")
                self.assertIn(words, " ".join(said[finder].split()))
                for command in ("l4 threads", "l4 waits"):
                    self.assertIn("\n4.3 ", said[command], f"{name}: {command} leaves the others out")
                for command in EVERYTHING:
                    self.assertTrue(said[command].strip())
                    for mark in ("Traceback", "Python Exception", "itself made a mistake"):
                        self.assertNotIn(mark, said[command], f"{name}: {command}")
