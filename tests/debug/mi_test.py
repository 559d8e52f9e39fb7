# mi_test.py -- what an editor asks of GDB, through its machine interface: breakpoints, steps, stacks, threads,
# variables, registers, memory; over QEMU's stub and the kernel's own.

import re
import tempfile
import unittest
from pathlib import Path

from mi import Mi
from session import TREE, USER, by_kernel, by_qemu, machine_at

KERNEL = TREE / "build/kernel-gdb/kumquat.elf"
PROGRAMS = [USER / name for name in ("sigma0", "demo", "demo-pager", "demo-server", "demo-client")]
AT_A_PAGE_FAULT, SIGMA0 = "kumquat::handle_page_fault", 0x20000  # where its program begins


class ByQemu(unittest.TestCase):
    """QEMU's stub, at the first page fault, which is sigma0's."""
    connection = staticmethod(by_qemu)

    @classmethod
    def setUpClass(cls):
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        socket = folder / "gdb.socket"
        cls.enterClassContext(machine_at(socket, cls.connection(folder, KERNEL, PROGRAMS)))
        cls.gdb = cls.enterClassContext(Mi())
        cls.gdb.ask(f"-file-exec-and-symbols {KERNEL}")
        cls.gdb.console("source tools/gdb/settings.gdb")
        cls.gdb.ask(f"-target-select remote {socket}")
        cls.gdb.console("source tools/gdb/kumquat.gdb")
        cls.breakpoint = cls.gdb.ask(f"-break-insert {AT_A_PAGE_FAULT}")
        cls.stop = cls.gdb.go("-exec-continue")

    def test_1_a_breakpoint_has_a_line_and_is_met(self):
        self.assertRegex(self.breakpoint, r'func="kumquat::handle_page_fault\(.*",line="\d+"')
        self.assertIn('reason="breakpoint-hit"', self.stop)
        self.assertIn('times="1"', self.gdb.ask("-break-list"))

    def test_2_the_stack_leads_to_sources_that_are_there(self):
        frames = self.gdb.ask("-stack-list-frames")
        self.assertRegex(frames, r'level="0",[^}]*func="kumquat::handle_page_fault"')
        files = re.findall(r'fullname="([^"]*)"', frames)
        self.assertTrue(files)
        for file in files:
            self.assertTrue(Path(file).is_file(), file)

    def test_3_variables_unfold(self):
        self.assertIn('name="frame"', self.gdb.ask("-stack-list-variables --simple-values"))
        self.assertRegex(self.gdb.ask("-var-create fault * frame"), r'numchild="[1-9]\d*"')
        fields, waiting = "", ["fault"]  # the parts that it is made of, and their fields
        while waiting:
            said = self.gdb.ask(f"-var-list-children --all-values {waiting.pop()}")
            waiting += re.findall(r'name="([^"]*)",exp="[^"]*",numchild="[1-9]', said)
            fields += said
        self.assertRegex(fields, r'exp="vector",numchild="0",value="14"')
        self.assertRegex(fields, rf'exp="eip",numchild="0",value="{SIGMA0}"')
        self.gdb.ask("-var-delete fault")

    def test_4_threads(self):
        self.assertIn('state="stopped"', self.gdb.ask("-thread-info"))

    def test_5_registers_memory_and_instructions(self):
        eip = int(re.search(r'value="(0x[0-9a-f]+)', self.gdb.ask("-data-list-register-values x 8"))[1], 16)
        self.assertIn(f'value="{SIGMA0}"', self.gdb.ask("-data-evaluate-expression $cr2"))
        code = re.search(r'contents="(\w+)"', self.gdb.ask(f"-data-read-memory-bytes {eip:#x} 4"))[1]
        self.assertEqual(len(code), 8)
        self.assertIn("handle_page_fault", self.gdb.ask(f"-data-disassemble -s {eip:#x} -e {eip + 8:#x} -- 0"))

    def test_6_what_people_type_into_an_editor_is_answered(self):
        self.assertIn("2.0 sigma0", self.gdb.console("l4 threads"))

    def test_7_steps_then_a_watchpoint(self):
        self.assertIn('reason="end-stepping-range"', self.gdb.go("-exec-next"))
        self.gdb.ask("-break-delete")
        self.gdb.ask("-break-watch $tcb(2,0)->state.word_")
        self.assertIn('reason="watchpoint-trigger"', self.gdb.go("-exec-continue"))
        self.gdb.ask("-break-delete")


class ByKernel(ByQemu):
    """The kernel's own stub: threads of L4 are threads of GDB."""
    connection = staticmethod(by_kernel)

    def test_4_threads(self):
        said = self.gdb.ask("-thread-info")
        for name in ("0.0", "2.0", "4.0"):
            self.assertIn(f'name="{name}"', said)
        sigma0 = re.search(r'id="(\d+)",[^{]*name="2\.0"', said)[1]
        self.assertIn('level="0"', self.gdb.ask(f"-stack-list-frames --thread {sigma0}"))


if __name__ == "__main__":
    unittest.main()
