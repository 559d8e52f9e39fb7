# cases.py -- the worked cases of handouts/debugging.md, and what GDB really says in each.
# Usage: cases.py      (in the root of the tree) prints each session as the handout should show it

import re
from typing import NamedTuple

from mutant import keep_run
from replaying import replay
from session import TREE, shown_session

HANDOUT = TREE / "handouts/debugging.md"
FOLDER = TREE / "build/tests/debug/cases"


class Case(NamedTuple):
    """A section of the handout, and the seeded fault that it finds."""
    section: str
    lab: int
    fault: str
    claim: str


CASES = (
    Case("It hangs", 5, "looks_at_the_head_only", "waiting.closed_receive_picks_its_sender"),
    Case("Nobody wakes it", 5, "forgets_to_wake", "timeouts.receive_ends_in_time"),
    Case("The stack that grew into its owner", 5, "message_on_the_stack", "meeting.words_arrive"),
    Case("A page that is gone and still there", 6, "page_stays_in_the_tlb", "unmap.page_is_forgotten_at_once"),
    Case("The wrong page", 6, "sends_the_begin_of_the_fpage", "placement.hot_spot_in_the_fpage"),
)


def section(name: str) -> str:
    """The text of a section of the handout."""
    return HANDOUT.read_text().split(f"\n## {name}\n")[1].split("\n## ")[0]


def spaced(commands: list[str]) -> list[str]:
    """Those that come again get blanks behind, so that each answer can be told apart."""
    return [command + " " * commands[:i].count(command) for i, command in enumerate(commands)]


# What another version of kernel or compiler changes: times, addresses and lines.
NUMBER = re.compile(r"(?<=\bt )\s*\d(?:[\d,]*\d)?|(?<=l4 go )\d(?:[\d,]*\d)?|\b0x(?!0+\b)[0-9A-Fa-f]{5,8}\b"
                    r"|(?<=[cph]:)\d+|(?<=\.S:)\d+")
OTHERS = re.compile(r"^(  (?:instruction|count) +).*")


def shape(line: str) -> str:
    """A line without what another version changes."""
    return OTHERS.sub(r"\1#", NUMBER.sub("#", line)).rstrip()


class Differs(Exception):
    """Where the handout shows what GDB does not say."""


def compare(command: str, shown: str, said: str, known: dict[str, str]) -> None:
    """Find every line of the handout in what was said, in order, and learn its numbers. Raises Differs."""
    lines = [line for line in said.splitlines() if not line.startswith("warning: Source file is more recent")]
    may_skip = False
    for want in shown.splitlines():
        if want == "…":
            may_skip = True
            continue
        while lines and may_skip and shape(lines[0]) != shape(want):
            lines.pop(0)
        if not lines or shape(lines[0]) != shape(want):
            raise Differs(f"(gdb) {command}\n{want}\nstands in the handout, but GDB says:\n{said}")
        for here, there in zip(NUMBER.findall(want), NUMBER.findall(lines.pop(0))):
            if known.setdefault(here.strip(), there.strip()) != there.strip() and "," not in here and len(here) > 6:
                raise Differs(f"(gdb) {command}\n{here} was {known[here]} before, and is {there} now.")
        may_skip = False
    if lines and not may_skip:
        raise Differs(f"(gdb) {command}\nGDB says more than the handout shows: {lines[0]}")


def check(case: Case) -> str:
    """Grade the case and go through its session. \\return  the report. Raises Differs"""
    folder = FOLDER / case.fault
    report = keep_run(folder, case.lab, case.fault, case.claim)
    shown, used = shown_session(section(case.section)), {}
    while True:  # again, with the numbers of here, as long as those of the commands were others
        commands = spaced([NUMBER.sub(lambda number: used.get(number[0], number[0]), command)
                           for command, _ in shown])
        said, known = replay(folder, commands), {}
        for command, (written, answer) in zip(commands, shown):
            if any(known.get(number, number) != used.get(number, number) for number in NUMBER.findall(written)):
                break
            compare(command, answer, said[command], known)
        else:
            return report
        if used == known:
            raise Differs(f"{case.section}: the numbers of its commands change each time.")
        used = known


def main() -> None:
    """What GDB says, for whoever writes the handout."""
    for case in CASES:
        print(f"== {case.section}\n{keep_run(FOLDER / case.fault, case.lab, case.fault, case.claim)}")
        commands = spaced([command for command, _ in shown_session(section(case.section))])
        said = replay(FOLDER / case.fault, commands)
        for command in commands:
            print(f"(gdb) {command}\n{said[command]}", end="")


if __name__ == "__main__":
    main()
