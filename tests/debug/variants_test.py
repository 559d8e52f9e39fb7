# variants_test.py -- the commands of GDB on kernels with other switches: other schedulers, another way to find a
# TCB, no trace. The kernels are those of the suite `switches`; what that has built is not built again.

import re
import subprocess
import unittest

from session import OUTSIDE, TO_THE_END, TREE, ask

COMBINATIONS = TREE / "build/switches/combinations"
WANTED = {"SCHED=lazy", "SCHED=eager", "TCB_LOOKUP=hashed", "TRACE=off"}
COMMANDS = ["l4 threads", "l4 thread 4.2", "l4 waits", "l4 ready", "l4 timeouts", "l4 tasks", "l4 message 4.4",
            "l4 mappings 0x120000 4", "l4 space 4", "l4 walk 0x120000 4", "l4 frames", "l4 check"]
OF_THE_TRACE = ["l4 ipc", "l4 events", "l4 show"]


def chosen() -> list[tuple[int, list[str]]]:
    """As few combinations as have every position that is wanted, with their numbers."""
    rows = [(number, line.split()) for number, line in enumerate(COMBINATIONS.read_text().splitlines(), 1)]
    missing, found = set(WANTED), []
    while missing:
        found.append(max(rows, key=lambda row: len(missing & set(row[1]))))
        missing -= set(found[-1][1])
    return found


class Variants(unittest.TestCase):
    def test_every_command_answers_on_each(self):
        for number, switches in chosen():
            folder = f"build/switches/{number:02}"  # as tests/switches/run has it
            subprocess.run(["make", "-s", "SETUP=no", "kernel", *switches, f"KERNEL_BUILD={folder}"], check=True,
                           cwd=TREE, env=OUTSIDE)
            with self.subTest(switches=" ".join(switches)):
                said = ask(["sigma0", "puzzle-deadlock"], [*TO_THE_END, *COMMANDS, *OF_THE_TRACE],
                           TREE / folder / "kumquat.elf")
                self.assertRegex(said["l4 waits"], r"circle: 4\.2.* → 4\.3.* → 4\.4.* → 4\.2")
                self.assertEqual(re.findall(r"(?m)^(\d\.\d)", said["l4 threads"]),
                                 ["0.0", "2.0", "4.0", "4.1", "4.2", "4.3", "4.4"])
                self.assertTrue(all(line.startswith("holds ") for line in said["l4 check"].splitlines()),
                                said["l4 check"])
                for command in COMMANDS:
                    self.assertNotIn("error:", said[command], command)
                for command in OF_THE_TRACE:
                    self.assertEqual("TRACE=off" in switches, "built with TRACE=off" in said[command], said[command])
