# texts_test.py -- the microscope's text, comparison and page, made from real recordings.

import base64
import hashlib
import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, "tools/microscope")
from comparison import aligned, figures  # noqa: E402
from listing import listing  # noqa: E402
from page import page  # noqa: E402
from recording import read_recording  # noqa: E402

BUILD = Path("build")
FOLDER = BUILD / "tests/microscope"


def record(name: str, *more: str) -> Path:
    """Make a recording anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.json"
    subprocess.run([BUILD / "tools/kumquat-microscope", "--build", BUILD, "--json", file, *more],
                   check=True)
    return file


class Texts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fast = record("fast")
        cls.slow = record("slow", "--kernel", str(BUILD / "kernel-no-fast-path/kumquat.elf"))

    def read(self, file):
        return read_recording(file, Path("."))

    def test_two_runs_are_the_same_to_the_byte(self):
        again = record("again")
        self.assertEqual(self.fast.read_bytes(), again.read_bytes())
        self.assertEqual(listing(self.read(self.fast)), listing(self.read(again)))

    def test_the_text_has_a_line_for_each_instruction_with_its_source(self):
        text = listing(self.read(self.fast))
        rows = re.findall(r"^ +(\d+) [C.]\d? +[D.]", text, re.MULTILINE)
        self.assertEqual([int(row) for row in rows], list(range(1, len(rows) + 1)))
        self.assertEqual(len(rows), len(json.loads(self.fast.read_text())["instructions"]))
        place = re.search(r"(kernel/ipc/fast_path\.S):(\d+)  (.*)", text)
        source = Path(place[1]).read_text().splitlines()[int(place[2]) - 1].strip()
        self.assertEqual(place[3], source)

    def test_a_comparison_loses_nothing_and_says_what_differs(self):
        base, this = self.read(self.slow), self.read(self.fast)
        pairs = aligned(base, this)
        self.assertEqual([left.number for left, _ in pairs if left], [s.number for s in base.steps])
        self.assertEqual([right.number for _, right in pairs if right], [s.number for s in this.steps])
        both = [(left, right) for left, right in pairs if left and right]
        self.assertTrue(any(left.row["text"].startswith("int") for left, _ in both))
        self.assertGreater(figures(base)["instructions"], figures(this)["instructions"])
        self.assertEqual(aligned(this, this), [(step, step) for step in this.steps])

    def test_the_page_runs_its_own_script_only_and_ends_nothing_early(self):
        this = self.read(self.fast)
        this.steps[0].row["text"] = "</script><script>alert(1)</script>"
        text = page(this, self.read(self.slow))
        self.assertNotIn("alert(1)</script>", text)
        script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        self.assertEqual(len(script), 1)
        digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
        self.assertIn(f"script-src 'sha256-{digest}'", text)

    def test_a_kernel_that_does_not_come_so_far_is_told(self):
        broken = FOLDER / "broken.elf"
        broken.write_bytes(b"no kernel")
        run = subprocess.run([BUILD / "tools/kumquat-microscope", "--build", BUILD, "--kernel", broken],
                             capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 4)
        self.assertIn("kumquat-microscope:", run.stderr)


if __name__ == "__main__":
    unittest.main()
