# attacks.py -- hostile sources: each with the mark that it must get.
# An attack is text at the end of a file that is otherwise right, or a body that stands in a hole
# or in all of them. What must stop it stands beside it.

from dataclasses import dataclass, field
from pathlib import Path

from submissions_of import Files, Lab

FILE = "kernel/ipc/send_queue.cpp"
# Texts that only somebody knows who has read what nobody may read.
SECRETS = [r"root:[^ ]*:0:0:", r'"secret"']
# What a submission would make if anything of it ran outside.
FOOTPRINT = Path("/tmp/kumquat-attack-was-here")


@dataclass
class Attack:
    """One hostile submission."""

    stops: str  # what is expected to stop it
    text: str = ""  # behind a right file
    body: str = ""  # in every hole instead
    status: str = "graded"
    is_right: bool = False  # gets all points all the same
    is_open_to_users: bool = False  # at the tier `user` the file can be read, and proves nothing
    more: Files = field(default_factory=dict)  # that the lab does not own

    def files(self, lab: Lab) -> Files:
        files = lab.in_every_hole(self.body.split("\n")) if self.body else lab.filled()
        return self.more | files | {FILE: files[FILE] + self.text}

    def mark(self, lab: Lab, tier: str) -> tuple[str, int]:
        """Status and points that it must get."""
        if self.is_open_to_users and tier == "user":
            return "graded", lab.max_points
        return self.status, lab.max_points if self.is_right else 0


def does_not_build(stops: str, text: str) -> Attack:
    return Attack(stops, text, status="does_not_build")


def gets_nothing(stops: str, body: str, text: str = "") -> Attack:
    """An attack of the running kernel; some of it may be no C++ that returns."""
    return Attack(stops, text, body=body + "\nfor (;;) {\n}")


def harmless(stops: str, text: str) -> Attack:
    return Attack(stops, text, is_right=True)


def nested(begin: str, depth: int) -> str:
    """Macros each of which is ten of the one before."""
    lines = [f"#define M0 {begin}"]
    lines += [f"#define M{i} " + f"M{i - 1} " * 10 for i in range(1, depth)]
    return "\n".join(lines) + f"\nint bomb[] = {{ M{depth - 1} }};\n"


def out(port: int, value: int) -> str:
    return f'asm volatile("outb %b0, %w1" : : "a"({value:#x}), "d"({port:#x}));'


def prints(text: str) -> str:
    """To the console, byte by byte."""
    return f'for (const char* c = "{text}"; *c; ++c) {{ asm volatile("outb %b0, %w1" : : "a"(*c), "d"(0x3F8)); }}'


TOUCH = f"touch {FOOTPRINT}"
# Files that a tree has, but not for this lab; each would run something or change the kernel or its tests.
UNASKED = {
    "Makefile": f"$(shell {TOUCH})\nall kernel:\n\t{TOUCH}\n",
    "GNUmakefile": f"$(shell {TOUCH})\n",
    "kernel/kernel.mk": f"$(shell {TOUCH})\nKERNEL_SOURCES :=\n",
    "kernel/kernel.ld": "INCLUDE /etc/shadow\n",
    "labs/lab05-rendezvous/lab.json": '{"points": 1000}',
    "labs/lab05-rendezvous/guest_strangers.cpp": "#error taken\n",
    "labs/lab05-rendezvous/program_meeting.cpp": "#error taken\n",
    "tools/start/start.py": f"import os; os.system('{TOUCH}')\n",
    "grading/main.cpp": "#error taken\n",
    "sitecustomize.py": f"import os; os.system('{TOUCH}')\n",
    ".gitattributes": "* filter=run\n",
}


def attacks_on(tree: Path, results: Path) -> dict[str, Attack]:
    """All of them, by name. `results`: the folder of the run, where its secret lies"""
    return COMMON | {
        "includes_the_secret": does_not_build("not there", f'asm(".incbin \\"{results}/run.json\\"");\n'),
        "includes_a_neighbour": does_not_build("not there", f'#include "{results}/results/lab05/right.json"\n'),
        "includes_the_solution": does_not_build("not there", f'#include "{tree}/kernel/ipc/rendezvous.cpp"\n'),
        "includes_hidden_claims": does_not_build("not there", f'#include "{results}/course/hidden/lab05-rendezvous/lab.json"\n'),
    }


COMMON = {
    # The compiler and the linker
    "includes_shadow": does_not_build("not there", '#include "/etc/shadow"\n'),
    "includes_passwd_as_text": Attack(
        "not there", 'asm(".incbin \\"/etc/passwd\\"");\n', status="does_not_build", is_open_to_users=True),
    "includes_by_a_way_up": does_not_build("not there", '#include "../../../../../../../../etc/shadow"\n'),
    "includes_an_environment": Attack(
        "not there, or empty", '#include "/proc/self/environ"\n', status="does_not_build", is_open_to_users=True),
    "includes_its_own_log": does_not_build("not there", '#include "../../../output"\n'),
    "depends_on_a_file": does_not_build("not there", '#pragma GCC dependency "/etc/shadow-"\n'),
    "pragmas": harmless(
        "they change their own file", '#pragma GCC system_header\n#pragma GCC optimize ("O0")\n#pragma GCC poison guest_test\n'),
    "deep_parentheses": does_not_build(
        "the compiler", "int deep = " + "(" * 200_000 + "1" + ")" * 200_000 + ";\n"),
    "one_long_line": harmless("nothing", "// " + "x" * 900_000 + "\n"),
    "brings_everything": Attack("only the lab's files are taken", is_right=True, more=UNASKED),
    "second_header": does_not_build(
        "it is looked for in what was built", 'asm(".section .multiboot,\\"a\\"\\n.long 0x1BADB002, 0x10000, 0xE4514FFE\\n.text");\n'),
    "among_the_tests": harmless(
        "tests are taken by their files' names",
        '[[gnu::section(".start_up"), gnu::used]] static void intruder() { for (;;) {} }\n'),
    "among_the_evidence": harmless(
        "its stores would be seen", '[[gnu::section(".bss.guest_own"), gnu::used]] static int intruder[64];\n'),
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
    "takes_a_name": does_not_build("the linker: twice", 'asm(".globl ipc_slow_path\\nipc_slow_path: jmp .");\n'),
    "constructor": harmless("nobody calls it", "__attribute__((constructor)) void before() { for (;;) {} }\n"),
    "no_text": harmless("nothing", "// \udcff\udcfe\udc80\n".encode("utf-8", "surrogateescape").decode("latin-1")),
    # The machine
    "ends_the_run": gets_nothing("the log is not finished", out(0xF4, 0x2A)),
    "says_cannot_grade": gets_nothing("a failure, told as one", out(0xF4, 0x2B)),
    "prints_a_result": gets_nothing(
        "nothing printed counts",
        prints("72/72 PASS {\\\"points\\\": 72}")),
    "escapes_and_markup": gets_nothing(
        "nothing printed counts",
        prints("\\033[2J\\033]0;x\\007<script>alert(1)</script>")),
    "triple_fault": gets_nothing(
        "the reset is seen", 'asm volatile("pushl $0\\n\\tpushl $0\\n\\tlidt (%esp)\\n\\tint $3");'),
    "keyboard_reset": gets_nothing("the reset is seen", out(0x64, 0xFE)),
    "power_off": gets_nothing("the end is seen", 'asm volatile("outw %w0, %w1" : : "a"(0x2000), "d"(0x604));'),
    "halts": gets_nothing("seen at once", 'asm volatile("cli\\n\\thlt");'),
    "spins": gets_nothing("budget of instructions", ""),
    "floods_the_console": gets_nothing("budget of instructions", "for (;;) { " + out(0x3F8, 0x41) + " }"),
    "paging_off": gets_nothing(
        "a place without memory is told as one",
        'asm volatile("movl %%cr0, %%eax\\n\\tandl $0x7FFFFFFF, %%eax\\n\\tmovl %%eax, %%cr0" : : : "eax");'),
    "halts_behind_a_prefix": gets_nothing("seen at once", 'asm volatile("cli\\n1:\\t.byte 0x2E\\n\\thlt\\n\\tjmp 1b");'),
    "endless_copy": gets_nothing(
        "what instructions cost is watched",
        "static volatile uint32_t copy[4]; for (;;) { copy[0] = 0x0A00FFFF; copy[1] = 0xFFFFFFFF; copy[2] = 0; copy[3] = 2; "
        'asm volatile("bswapl %0\\n\\toutl %0, %w1" : : "a"(reinterpret_cast<uint32_t>(copy) - 0xF0000000), "d"(0x518) : "memory"); }'),
    "lays_out_memory_anew": gets_nothing(
        "what instructions cost is watched",
        'asm volatile("movl $0x80000058, %%eax\\n\\tmovw $0xCF8, %%dx\\n\\toutl %%eax, %%dx\\n\\tmovw $0xCFE, %%dx\\n'
        '1:\\txorb $0x33, %%al\\n\\toutb %%al, %%dx\\n\\tjmp 1b" : : : "eax", "edx");'),
    "flees_to_no_memory": gets_nothing(
        "a place without memory is told as one",
        'asm volatile("movl %%cr3, %%eax\\n\\tandl $0xFFFFF000, %%eax\\n\\tmovl $0x3F000087, 0xE0000000(%%eax)\\n\\t'
        'movl %%cr3, %%eax\\n\\tmovl %%eax, %%cr3\\n\\txorl %%eax, %%eax\\n\\tjmp *%%eax" : : : "eax", "memory");'),
    "always_new_code": gets_nothing(
        "how often code is translated is counted",
        'asm volatile("movl %%cr0, %%eax\\n\\tandl $0xFFFEFFFF, %%eax\\n\\tmovl %%eax, %%cr0\\n'
        '1:\\tincl 2f + 1\\n2:\\tmovl $0, %%eax\\n\\tjmp 1b" : : : "eax", "memory");'),
    "other_timer": gets_nothing("time is the plugin's", out(0x43, 0x34) + out(0x40, 1) + out(0x40, 0)),
    "sends_modules_out": gets_nothing(
        "they are random, and the console proves nothing",
        'for (const char* c = reinterpret_cast<const char*>(0xE0020000); c < reinterpret_cast<const char*>(0xE0040000); ++c) { asm volatile("outb %b0, %w1" : : "a"(*c), "d"(0x3F8)); }'),
    "forged_frames": gets_nothing("the ring in memory is read", "for (int i = 0; i < 4096; ++i) { " + out(0xE9, 0x4B) + " }"),
    "names_with_markup": gets_nothing(
        "names are escaped", 'asm volatile("\\"<script>alert(%=)</script>\\": jmp ." : );'),
    "changes_its_text": gets_nothing(
        "its own to spoil", "for (auto* word = reinterpret_cast<volatile unsigned*>(0xF1001000); ; ++word) { *word = 0xFEEBFEEB; }"),
    "no_page_tables": gets_nothing("the reset is seen", 'asm volatile("movl %0, %%cr3" : : "r"(0));'),
    "fast_reset": gets_nothing("the reset is seen", out(0x92, 1)),
    "exits_without_end": gets_nothing("the log is not finished", "for (unsigned i = 0; ; ++i) { " + out(0xF4, 0) + " }"),
    "undefined_instruction": gets_nothing("a panic is told as one", 'asm volatile("ud2");'),
    "no_more_stack": gets_nothing("a fault is told as one", 'asm volatile("1: pushl %eax\\n\\tjmp 1b");'),
    "knows_the_emulator": gets_nothing(
        "what counts is what it does there",
        'unsigned char sign;\nasm volatile("outw %w0, %w1" : : "a"(0), "d"(0x510));\n'
        'asm volatile("inb %w1, %b0" : "=a"(sign) : "d"(0x511));\nif (sign != \'Q\') { asm volatile("hlt"); }'),
    "reads_the_boot_files": gets_nothing(
        "they hold no secret", 'for (;;) { unsigned char byte;\nasm volatile("inb %w1, %b0" : "=a"(byte) : "d"(0x511)); '
        'asm volatile("outb %b0, %w1" : : "a"(byte), "d"(0x3F8)); }'),
}
