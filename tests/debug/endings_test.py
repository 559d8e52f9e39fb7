# endings_test.py -- a run that does not come to a good end can be replayed as any other: one that loops, one that
# waits for what will never come, one that the machine itself ends. GDB is told how it ended.

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from replaying import record, replay
from session import KERNEL

MODULES = ["sigma0", "puzzle-deadlock"]
PLACE = "kumquat::handle_page_fault(kumquat::TrapFrame&)"  # soon met
STATE = "l4 who-wrote &$tcb(2,0)->state"
# What the machine does there instead, and how the run ends then.
ENDINGS = {
    "jmp .": ("ebfe", r"The instructions were used up: stopped after 50,000,000 instructions"),
    "cli; hlt": ("faf4", r"The processor stopped for ever .*, and no interrupt can wake it"),
    "sti; 1: hlt; jmp 1b": ("fbf4ebfd", r"The virtual time was used up"),
    "push $0; push $0; lidt (%esp); int3": ("6a006a000f011c24cc", r"The machine reset itself \(triple fault\) .* → reset"),
}


def with_code(kernel: Path, place: str, code: bytes, folder: Path) -> Path:
    """A kernel with other instructions at the begin of a function."""
    names = subprocess.run(["nm", "-C", kernel], capture_output=True, text=True, check=True).stdout
    segments = subprocess.run(["readelf", "-lW", kernel], capture_output=True, text=True, check=True).stdout
    address = int(re.search(rf"(?m)^(\w+) \w {re.escape(place)}$", names)[1], 16)
    data = bytearray(kernel.read_bytes())
    for offset, begin, size in re.findall(r"LOAD +(0x\w+) (0x\w+) 0x\w+ (0x\w+)", segments):
        at = address - int(begin, 16)
        if 0 <= at < int(size, 16):
            data[int(offset, 16) + at:int(offset, 16) + at + len(code)] = code
    changed = folder / kernel.name
    changed.write_bytes(data)
    return changed


class Endings(unittest.TestCase):
    def test_each_is_told_and_leads_back(self):
        for words, (code, ending) in ENDINGS.items():
            with self.subTest(instructions=words), tempfile.TemporaryDirectory() as place:
                folder = Path(place) / "run"
                record(folder, MODULES, with_code(KERNEL, PLACE, bytes.fromhex(code), Path(place)))
                said = replay(folder, ["l4 go end", "monitor count", "reverse-stepi", "monitor count ", STATE])
                self.assertRegex(said["l4 go end"], ending)
                self.assertRegex(said["l4 go end"], r"thread +2\.0 sigma0\n +where +handle_page_fault at ")
                self.assertEqual(int(said["monitor count "]), int(said["monitor count"]) - 1)
                self.assertRegex(said[STATE], r"thread +(0\.0 idle|4\.0 root)\n +where +leave_to_thread at ")


if __name__ == "__main__":
    unittest.main()
