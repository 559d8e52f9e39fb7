# endings.py -- before the machine ends itself it stops once more, so that one can still look at it.
# A kernel that panics, comes to an empty hole, or is done, ends the emulator, and GDB with it would lose
# everything that could be asked. These breakpoints are not listed, and cost nothing until then.

import re
from pathlib import Path

import gdb

from l4.kernel import Problem, address_of, enumerators, in_cpp, register
from l4.programs import text_of
from l4.text import sentence

TEST_DONE = 0x2A                                        # labs/common/evidence.hpp
OUT_TO_EXIT = rb"\xba\xf4\x00\x00\x00[^\xee]{0,16}\xee"  # mov $0xf4, %edx ... out %al, (%dx)
WORDS = {  # of RunResult, kernel/debug/end_of_run.hpp
    "run_succeeded": "The run is over: a program ended it, and is content.",
    "run_panicked": "The kernel stopped: an invariant does not hold (panic). Its words are on its console.",
    "run_failed": "The run is over: a program said that it failed.",
}
STILL_STANDS = "The machine still stands: l4 threads, l4 waits, l4 check, backtrace. continue ends it."


class Ending(gdb.Breakpoint):
    """Stops at the first instruction of a function that ends the run, with its arguments in registers."""

    def __init__(self, address: int):
        super().__init__(f"*{address:#x}", internal=True)
        self.silent = True

    def words(self) -> str:
        """Why the run ends; "": somebody has said so already."""
        result = register("eax") & 0xFF
        if result == TEST_DONE:
            return "The test of this claim has come to its end."
        name = enumerators("RunResult").get(result)
        return "" if name == "run_reached_hole" else WORDS.get(name, f"The run ends with the value {result}.")

    def stop(self) -> bool:
        try:
            with in_cpp():
                words = self.words()
        except (Problem, gdb.error) as error:
            words = f"The run ends here ({error})."
        if words:
            gdb.write(f"\n{sentence(words)}\n{STILL_STANDS}\n")
        return bool(words)


class HoleReached(Ending):
    """Its arguments: the lab, the hole's name, and where to read (kernel/debug/hole.hpp)."""

    def words(self) -> str:
        name, section = (gdb.Value(register(where)).cast(gdb.lookup_type("char").pointer()).string()
                         for where in ("edx", "ecx"))
        return f"Lab {register('eax')}, hole \"{name}\" is still empty. handouts/{section}"


def exits_of_test_program() -> list[int]:
    """Where the program of a claim ends the run by itself: beside the kernel lies what the grader has kept
    of its machine (grading/kept_machine.cpp)."""
    file = Path(gdb.current_progspace().filename or "").parent / "program"
    program = text_of(file) if file.is_file() else None
    return [program.begin + found.end() - 1 for found in re.finditer(OUT_TO_EXIT, program.text)] if program else []


def watch_for_the_end() -> None:
    """Set the breakpoints, if the kernel has the functions."""
    for address in exits_of_test_program():
        Ending(address)
    for kind, function in ((HoleReached, "hole_reached"), (Ending, "kumquat::end_of_run")):
        try:
            with in_cpp():
                kind(address_of(function))
        except (Problem, gdb.error):
            pass  # not a kernel of ours, or no symbols: there is nothing to watch for
