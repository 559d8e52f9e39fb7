# symbols.py -- `l4 symbols`: GDB learns the names of the program that a task runs.
# Programs of different tasks are linked at the same address, so GDB can know one of these at a time.

from typing import Iterator

import gdb

from l4.command import command, tasks
from l4.kernel import Problem, register
from l4.programs import Program, program_at, programs, relative
from l4.source import USER_SPACE_END
from l4.tasks import active_task
from l4.threads import Thread, all_threads, current_number, named_thread


def first_thread(task: str) -> Thread:
    """A thread of a task; without a name of the one that runs."""
    if not task:
        return named_thread("")
    number, _ = active_task(task)
    found = next((thread for thread in all_threads() if thread.task == number), None)
    if found is None:
        raise Problem(f"Task {number} has no thread.")
    return found


def program_of(thread: Thread) -> Program:
    """What a thread runs. Raises Problem if no program of this tree has its code."""
    in_user_mode = thread.number == current_number() and register("eip") < USER_SPACE_END
    place = register("eip") if in_user_mode else int(thread.frame["eip"])
    found = program_at(thread.directory, place)
    if found is None:
        raise Problem(f"No program in build/user has the code that {thread.label} runs at {place:#010x}. If it "
                      "was built anew meanwhile, start make qemu-gdb again; if it has not run yet, its pages are "
                      "missing.")
    return found


@command("symbols", tasks)
def use_symbols(task: str = "") -> Iterator[str]:
    """GDB learns the names and lines of the program that a task runs: for break, list, step.

    Without TASK it is the running one. sigma0 and the root task are known from the beginning. What is
    linked at the same addresses is forgotten."""
    wanted = program_of(first_thread(task))
    known = {objfile.filename for objfile in gdb.objfiles()}
    if str(wanted.file) not in known:
        for other in programs():
            if other.overlaps(wanted) and str(other.file) in known:
                gdb.execute(f"remove-symbol-file {other.file}", to_string=True)
        gdb.execute(f"add-symbol-file {wanted.file}", to_string=True)
    yield f"GDB knows the names of {relative(str(wanted.file))} now."
