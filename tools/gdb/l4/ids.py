# ids.py -- thread and task numbers: how they are written, and how names are found for them.
# Source: kernel/abi/thread_id.hpp; names as tools/trace/lives.cpp gives them.

import re

from l4 import trace
from l4.kernel import Problem
from l4.source import fields, text_of

ID = fields("kernel/abi/thread_id.hpp")
THREADS_PER_TASK = 1 << ID["Lthread"].width
MAX_TASKS = 1 << ID["Task"].width
INVALID = 0xFFFFFFFF
CONVENTIONAL = {int(number): name.removesuffix("_task") for name, number in re.findall(
    r"(\w+_task)\{(\d+)\}", text_of("kernel/abi/thread_id.hpp"))}  # 0 kernel, 2 sigma0, 4 root
SIGMA0 = next(number for number, name in CONVENTIONAL.items() if name == "sigma0")


def id_of(number: int) -> str:
    """Thread number 641 as "5.1"."""
    return f"{number // THREADS_PER_TASK}.{number % THREADS_PER_TASK}"


def label(number: int | None) -> str:
    """"5.1 client"; "5.1" if it has no name; "nobody"."""
    if number is None:
        return "nobody"
    name = thread_name(number)
    return f"{id_of(number)} {name}" if name else id_of(number)


def thread_name(number: int) -> str:
    task, lthread = divmod(number, THREADS_PER_TASK)
    if number == 0:
        return "idle"
    return trace.thread_names().get(number) or (task_name(task) if lthread == 0 else "")


def task_name(task: int) -> str:
    return CONVENTIONAL.get(task) or trace.thread_names().get(task * THREADS_PER_TASK, "")


def task_label(task: int | None) -> str:
    """"task 5 client"."""
    return "no task" if task is None else f"task {task} {task_name(task)}".rstrip()


def number_in(low: int) -> int | None:
    """The thread that an id names by its low word; None: nobody, or an interrupt."""
    return None if low == INVALID or is_interrupt(low) or low == 0 else ID["Number"].get(low)


def is_interrupt(low: int) -> bool:
    return 1 <= low <= 255


def id_words(low: int, high: int) -> str:
    """An id as kernel/debug/print_id.cpp prints it, with its chief."""
    if low == 0:
        return "nil"
    if INVALID in (low, high):
        return "invalid"
    if is_interrupt(low):
        return f"interrupt {low - 1}"
    return f"{id_of(ID['Number'].get(low))}, chief {ID['Chief'].get(high)}"


def parse_thread(text: str, known: list[int]) -> int:
    """A thread of `known` by its id, or by its name if only one is called so."""
    named = [number for number in known if text in (id_of(number), thread_name(number))]
    if len(named) == 1:
        return named[0]
    if named:
        raise Problem(f"Several threads are called {text}: {', '.join(map(label, named))}. "
                      "Say which by its id.")
    there = ", ".join(map(label, known[:8])) + (", …" if len(known) > 8 else "")
    raise Problem(f"There is no thread {text}. " + (f"There are: {there}." if known else
                  "There are no threads at all yet."))
