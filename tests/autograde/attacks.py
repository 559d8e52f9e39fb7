# attacks.py -- hostile sources: each with the mark that it must get.
# An attack is text at the end of a file that is otherwise right, or a body that stands in a hole
# or in all of them. What must stop it stands beside it.

from dataclasses import dataclass
from pathlib import Path

from submissions_of import TREE, Files, Lab

FILE = "kernel/ipc/send_queue.cpp"
# Texts that only somebody knows who has read what nobody may read.
SECRETS = [r"root:[^ ]*:0:0:", r'"secret"']


@dataclass
class Attack:
    """One hostile submission."""

    stops: str  # what is expected to stop it
    text: str = ""  # behind a right file
    body: str = ""  # in every hole instead
    status: str = "graded"
    is_right: bool = False  # gets all points all the same

    def files(self, lab: Lab) -> Files:
        files = lab.in_every_hole(self.body.split("\n")) if self.body else lab.filled()
        return files | {FILE: files[FILE] + self.text}


def does_not_build(stops: str, text: str) -> Attack:
    return Attack(stops, text, status="does_not_build")


def gets_nothing(stops: str, body: str) -> Attack:
    """An attack of the running kernel; some of it may be no C++ that returns."""
    return Attack(stops, body=body + "\nfor (;;) {\n}")


def harmless(stops: str, text: str) -> Attack:
    return Attack(stops, text, is_right=True)


def nested(begin: str, depth: int) -> str:
    """Macros each of which is ten of the one before."""
    lines = [f"#define M0 {begin}"]
    lines += [f"#define M{i} " + f"M{i - 1} " * 10 for i in range(1, depth)]
    return "\n".join(lines) + f"\nint bomb[] = {{ M{depth - 1} }};\n"


def out(port: int, value: int) -> str:
    return f'asm volatile("outb %b0, %w1" : : "a"({value:#x}), "d"({port:#x}));'


RESULTS = Path(TREE) / "build/tests/autograde/sources-marks"

ATTACKS = {
    # The compiler and the linker
    "includes_shadow": does_not_build("not there", '#include "/etc/shadow"\n'),
    "includes_passwd_as_text": does_not_build("not there", 'asm(".incbin \\"/etc/passwd\\"");\n'),
    "includes_the_secret": does_not_build("not there", f'asm(".incbin \\"{RESULTS}/run.json\\"");\n'),
    "includes_the_solution": does_not_build(
        "not there", f'#include "{TREE}/kernel/ipc/rendezvous.cpp"\n'),
    "includes_a_mutant": does_not_build(
        "not in the starter", '#include "labs/lab05-rendezvous/alternatives/clock_first.cpp"\n'),
    "includes_zeros": does_not_build("limit of memory", '#include "/dev/zero"\n'),
    "embeds_zeros": does_not_build("limit of file size", 'asm(".incbin \\"/dev/zero\\"");\n'),
    "includes_itself": does_not_build("the compiler", '#include __FILE__\n'),
    "template_bomb": does_not_build(
        "limit of time or memory",
        "template <int n, unsigned m> struct B { static constexpr unsigned v = B<n - 1, 2 * m>::v + B<n - 1, 2 * m + 1>::v; };\n"
        "template <unsigned m> struct B<0, m> { static constexpr unsigned v = m; };\nunsigned bomb = B<28, 1>::v;\n"),
    "constexpr_bomb": does_not_build(
        "the compiler", "constexpr int turn() { for (;;) {} }\nconstexpr int bomb = turn();\n"),
    "macro_bomb": does_not_build("limit of memory", nested("1,", 11)),
    "fill_bomb": does_not_build("limit of file size", 'asm(".data\\n.fill 0x7fffffff, 1, 1\\n.text");\n'),
    "repeat_bomb": does_not_build("limit of time", 'asm(".rept 2000000000\\n.set x, 1\\n.endr");\n'),
    "flood_of_errors": does_not_build("only the first are shown", "#define E }}}} @ \n" + "E E E E\n" * 20_000),
    "huge_name": harmless("nothing", "int " + "x" * 200_000 + ";\n"),
    "moves_the_border": harmless(
        "the linker script's names win",
        'asm(".globl guest_begin\\nguest_begin = 0\\n.globl guest_end\\nguest_end = 0");\n'),
    "other_entry": does_not_build("the linker: twice", 'asm(".globl _start\\n_start: jmp _start");\n'),
    "constructor": harmless("nobody calls it", "__attribute__((constructor)) void before() { for (;;) {} }\n"),
    "no_text": harmless("nothing", "// \udcff\udcfe\udc80\n".encode("utf-8", "surrogateescape").decode("latin-1")),
    # The machine
    "ends_the_run": gets_nothing("the log is not finished", out(0xF4, 0x2A)),
    "prints_a_result": gets_nothing(
        "nothing printed counts",
        'for (const char* c = "72/72 PASS {\\"points\\": 72}"; *c; ++c) { asm volatile("outb %b0, %w1" : : "a"(*c), "d"(0x3F8)); }'),
    "escapes_and_markup": gets_nothing(
        "nothing printed counts",
        'for (const char* c = "\\033[2J\\033]0;x\\007<script>alert(1)</script>"; *c; ++c) { asm volatile("outb %b0, %w1" : : "a"(*c), "d"(0x3F8)); }'),
    "triple_fault": gets_nothing(
        "the reset is seen", 'asm volatile("pushl $0\\n\\tpushl $0\\n\\tlidt (%esp)\\n\\tint $3");'),
    "keyboard_reset": gets_nothing("the reset is seen", out(0x64, 0xFE)),
    "power_off": gets_nothing("the end is seen", 'asm volatile("outw %w0, %w1" : : "a"(0x2000), "d"(0x604));'),
    "halts": gets_nothing("seen at once", 'asm volatile("cli\\n\\thlt");'),
    "spins": gets_nothing("budget of instructions", ""),
    "floods_the_console": gets_nothing("budget of instructions", "for (;;) { " + out(0x3F8, 0x41) + " }"),
    "paging_off": gets_nothing(
        "the log is not finished", 'asm volatile("movl %cr0, %eax\\n\\tandl $0x7fffffff, %eax\\n\\tmovl %eax, %cr0");'),
    "other_timer": gets_nothing("time is the plugin's", out(0x43, 0x34) + out(0x40, 1) + out(0x40, 0)),
    "sends_modules_out": gets_nothing(
        "they are random, and the console proves nothing",
        'for (const char* c = reinterpret_cast<const char*>(0xE0020000); c < reinterpret_cast<const char*>(0xE0040000); ++c) { asm volatile("outb %b0, %w1" : : "a"(*c), "d"(0x3F8)); }'),
    "forged_frames": gets_nothing("the ring in memory is read", "for (int i = 0; i < 4096; ++i) { " + out(0xE9, 0x4B) + " }"),
}
