# culprits_test.py -- l4 who-wrote finds who wrote a word last on kernels with seeded faults: what is wrong there
# was written by the hole with the fault, or is still as somebody left it whom the fault has kept from changing it.

import re
import tempfile
import unittest
from pathlib import Path
from typing import NamedTuple

from mutant import first_place, keep_run
from replaying import replay


class Culprit(NamedTuple):
    lab: int
    fault: str
    claim: str
    word: str   # that is wrong at the end; {place} is where the task got its first page from another task
    place: str  # who wrote it: function and file, or who called it


LENT = "MapOperation::map ← MapOperation::enter"
CULPRITS = (
    Culprit(5, "forgets_to_wake", "timeouts.receive_ends_in_time", "&$tcb(2,0)->state", "wait_to_receive at "),
    Culprit(5, "message_on_the_stack", "meeting.words_arrive", "&$tcb(2,0)->canary", "receive_words at "),
    Culprit(5, "waits_for_itself", "meeting.needs_two", "&$tcb(2,0)->send_queue", "join_send_queue ← wait_to_send"),
    Culprit(5, "enqueues_receiver_instead_of_sender", "waiting.sender_waits", "&$tcb(2,1)->send_queue",
            "join_send_queue ← wait_to_send"),
    Culprit(5, "send_has_no_clock", "timeouts.send_ends_in_time", "&$tcb(2,0)->state", "wait_to_send at "),
    Culprit(6, "page_stays_in_the_tlb", "unmap.page_is_forgotten_at_once", "$pte(5,{place})",
            "remove_page at kernel/x86/.*\n.* UnmapOperation::treat"),
    Culprit(6, "gives_all_its_rights", "map.read_only_stays_read_only", "$pte(5,{place})", LENT),
    Culprit(6, "giver_keeps_the_page", "grant.page_moves", "$pte(5,{place})", LENT),
    Culprit(6, "page_stays_in_the_table", "unmap.child_loses_the_page", "$pte(6,{place})", LENT),
    Culprit(6, "sends_the_begin_of_the_fpage", "placement.hot_spot_in_the_fpage", "$pte(5,{place})", LENT),
)


class Culprits(unittest.TestCase):
    def test_each_is_found(self):
        for culprit in CULPRITS:
            with self.subTest(fault=culprit.fault), tempfile.TemporaryDirectory() as folder:
                keep_run(Path(folder), culprit.lab, culprit.fault, culprit.claim)
                task = re.match(r"\$pte\((\d+)", culprit.word)
                place = first_place(culprit.claim, int(task[1])) if task else 0
                command = f"l4 who-wrote {culprit.word.format(place=hex(place))}"
                self.assertRegex(replay(Path(folder), [command])[command], culprit.place)
        self.assertEqual(len(CULPRITS), 10)
