# __init__.py -- GDB commands that know the kernel: `help l4` lists them.
# Each module has one mechanism; those that make commands are imported here.

import gdb


class Prefix(gdb.Command):
    """Ask the kernel in its own words: who waits for whom, who mapped this page, what happened last.

    Threads are named by ids such as 5.1 or by their names; tasks by their numbers."""


class BreakPrefix(gdb.Command):
    """Stop at an ipc or at a page fault, of whom you like."""


Prefix("l4", gdb.COMMAND_STATUS, prefix=True)
BreakPrefix("l4 break", gdb.COMMAND_BREAKPOINTS, prefix=True)

from l4 import (  # noqa: E402, F401  (the prefixes come first)
    cache, check, endings, functions, mappings, message, printers, queues, replay, show_events, show_threads, show_waits,
    space, stops, symbols, tasks)

cache.keep()
endings.watch_for_the_end()
