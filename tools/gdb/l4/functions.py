# functions.py -- functions for expressions: print $tcb(5,1)->canary, l4 who-wrote $pte(5,0x400000)

import gdb

from l4 import ids
from l4.kernel import Problem, frame_in, is_present, type_of
from l4.pages import ENTRIES, ENTRY_SIZE, LARGE, entry_at
from l4.source import DIRECT_WINDOW, LARGE_PAGE_SIZE, PAGE_SIZE, TCB_ARRAY, TCB_SIZE
from l4.space import space_named


class Tcb(gdb.Function):
    """$tcb(TASK, LTHREAD): a pointer to the TCB of a thread, whether there is one or not. $tcb(5,1) is that of 5.1."""

    def __init__(self):
        super().__init__("tcb")

    def invoke(self, task: gdb.Value, lthread: int | gdb.Value = 0) -> gdb.Value:
        number = int(task) * ids.THREADS_PER_TASK + int(lthread)
        return gdb.Value(TCB_ARRAY + number * TCB_SIZE).cast(type_of("Tcb").pointer())


class Pte(gdb.Function):
    """$pte(TASK, ADDRESS): a pointer to the page-table entry of a task's page; to the directory's for 4 MB."""

    def __init__(self):
        super().__init__("pte")

    def invoke(self, task: gdb.Value, address: gdb.Value) -> gdb.Value:
        where = int(address) & 0xFFFFFFFF
        try:
            _, directory = space_named(str(int(task)))
            upper = frame_in(directory) + where // LARGE_PAGE_SIZE * ENTRY_SIZE
            entry = entry_at(frame_in(directory), where // LARGE_PAGE_SIZE)
        except Problem as problem:
            raise gdb.GdbError(str(problem)) from None
        lower = frame_in(entry) + where // PAGE_SIZE % ENTRIES * ENTRY_SIZE
        place = lower if is_present(entry) and not entry & LARGE else upper
        return gdb.Value(DIRECT_WINDOW + place).cast(gdb.lookup_type("unsigned int").pointer())


Tcb()
Pte()
