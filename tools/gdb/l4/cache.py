# cache.py -- GDB keeps what it has read of the kernel's memory until the machine goes on: many commands ask for the
# same, and the line to the kernel's own stub brings 11 KB a second.
# Only what all address spaces show is kept: not user memory, and not the communication windows. One frame is seen
# at several addresses, so nothing is kept when somebody has written.
# Source: GDB manual, "Memory Region Attributes", "Caching Target Data".

import gdb

from l4.source import DIRECT_WINDOW, DIRECT_WINDOW_SIZE, LAYOUT, TCB_ARRAY

LINE_SIZE = 256  # bytes that are read together: a field of a TCB or of a page table is seldom asked for alone
KEPT = ((TCB_ARRAY, DIRECT_WINDOW + DIRECT_WINDOW_SIZE), (LAYOUT["KERNEL_IMAGE"], 0))  # 0: to the end


def keep() -> None:
    for begin, end in KEPT:
        gdb.execute(f"mem {begin:#x} {end:#x} rw cache", to_string=True)
    gdb.execute("set mem inaccessible-by-default off")
    gdb.execute(f"set dcache line-size {LINE_SIZE}", to_string=True)
    gdb.events.memory_changed.connect(lambda _: gdb.execute("maintenance flush dcache", to_string=True))
