# claim_test.py -- make qemu-gdb TEST=claim is the run that the claim is graded on, to the instruction.

import json
import re
import subprocess
import unittest

from session import OUTSIDE, TREE, answers, gdb_words, machine_at

CLAIM = "meeting.words_arrive"
SOCKET, KEPT = TREE / "build/run/gdb.socket", TREE / "build/run/test"


class Claim(unittest.TestCase):
    def test_the_run_under_gdb_is_the_graded_one(self):
        with machine_at(SOCKET, ["make", "SETUP=no", "qemu-gdb", f"TEST={CLAIM}"]):
            said = answers(gdb_words(SOCKET, KEPT / "kumquat.elf"), ["continue", "l4 events 1", "l4 thread"])
        graded = json.loads((TREE / f"build/grade/traces/{CLAIM}.json").read_text())
        time = int(re.match(r"t +([\d,]+)", said["l4 events 1"])[1].replace(",", ""))
        self.assertEqual(time, graded["events"][-1][0])
        self.assertRegex(said["l4 thread"], r"at labs/programs/\w+\.cpp:\d+")

    def test_a_claim_that_does_not_exist_is_told_so(self):
        done = subprocess.run(["make", "-s", "SETUP=no", "qemu-gdb", "TEST=meeting"], capture_output=True, text=True,
                              check=False, cwd=TREE, env=OUTSIDE)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn('There is no claim "meeting"', done.stdout + done.stderr)
