# __init__.py -- GDB commands that know the kernel: `help l4` lists them.
# Each module has one mechanism; those that make commands are imported here.

import gdb


class Prefix(gdb.Command):
    """Ask the kernel in its own words: who waits for whom, who mapped this page, what happened last.

    Threads are named by ids such as 5.1 or by their names; tasks by their numbers."""

    def __init__(self):
        super().__init__("l4", gdb.COMMAND_STATUS, prefix=True)

    def invoke(self, _argument: str, _from_tty: bool) -> None:
        gdb.execute("help l4")


Prefix()

from l4 import (  # noqa: E402, F401  (the prefix comes first)
    mappings, message, queues, show_events, show_threads, show_waits, space, tasks)
