# command.py -- what all commands `l4 ...` share: help, completion, and sentences instead of tracebacks.
# A command is a function that yields lines; its docstring is its help. What goes wrong in it becomes
# GDB's own kind of error: a sentence, and a script that runs it stops there.

import contextlib
import inspect
import re
from typing import Callable, Iterable, Iterator

import gdb

from l4 import ids
from l4.kernel import Problem, enumerators, in_cpp, require_machine
from l4.text import sentence
from l4.threads import all_threads

Completer = Callable[[], Iterable[str]]
WORD = re.compile(r"""(?:"[^"]*"|'[^']*'|\S)+""")  # with blanks only between quotes


def threads() -> list[str]:
    """For completion: the ids of all threads, and their names."""
    there = [thread.number for thread in all_threads()]
    return [ids.id_of(number) for number in there] + [name for name in map(ids.thread_name, there) if name]


def tasks() -> list[str]:
    there = sorted({thread.task for thread in all_threads() if thread.number != 0})
    return list(map(str, there)) + [name for name in map(ids.task_name, there) if name]


def states() -> list[str]:
    return [*enumerators("ThreadState").values(), "state"]


def usage(name: str, function: Callable) -> str:
    """"Usage: l4 thread [THREAD]"."""
    words = [parameter.name.upper() if parameter.default is parameter.empty else f"[{parameter.name.upper()}]"
             for parameter in inspect.signature(function).parameters.values()]
    return " ".join(["Usage: l4", name, *words])


class Processor:
    """Which thread of GDB has the processor. Over the kernel's own stub people may look at another one."""

    def __init__(self):
        self.note()
        gdb.events.stop.connect(self.note)

    def note(self, _event=None) -> None:
        self.thread = gdb.selected_thread()

    def look_at(self, number: int) -> None:
        """From the end of this command on GDB is at this thread of L4, where threads of L4 are its own: over
        the kernel's own stub (kernel/gdb_stub/target.hpp has their numbers). QEMU's knows only the processor."""
        self.wanted = next((thread for thread in gdb.selected_inferior().threads()
                            if number + 1 in thread.ptid[1:]), self.wanted)

    @contextlib.contextmanager
    def selected(self) -> Iterator[None]:
        """What is asked for is what the processor does, whoever people look at."""
        self.wanted = gdb.selected_thread()
        self.be_at(self.thread)
        try:
            yield
        finally:
            self.be_at(self.wanted)

    @staticmethod
    def be_at(thread: "gdb.InferiorThread | None") -> None:
        """If GDB is there already, the frame that people look at stays."""
        there = gdb.selected_thread()
        if there is not None and thread is not None and thread.is_valid() and there.num != thread.num:
            thread.switch()


processor = Processor()


class Command(gdb.Command):
    """One `l4 NAME`."""

    def __init__(self, name: str, function: Callable[..., Iterable[str]], completers: tuple[Completer, ...],
                 needs_machine: bool):
        self.usage = usage(name, function)
        first, *rest = inspect.getdoc(function).splitlines()
        self.__doc__ = "\n".join([first, self.usage, *rest])
        self.name, self.function = name, function
        self.completers, self.needs_machine = completers, needs_machine
        super().__init__(f"l4 {name}", gdb.COMMAND_STATUS)

    def invoke(self, argument: str, _from_tty: bool) -> None:
        try:
            words = self.arguments(argument)
            if self.needs_machine:
                require_machine()
            with in_cpp(), processor.selected():
                for line in self.function(*words):
                    gdb.write(line + "\n")
        except Problem as problem:
            raise gdb.GdbError(sentence(str(problem))) from None
        except gdb.error as error:
            raise gdb.GdbError(sentence(
                f"GDB could not read what this needs: {error}. If the kernel was built anew meanwhile, "
                "start make qemu-gdb and make gdb again.")) from None
        except Exception as error:  # pylint: disable=broad-except
            raise gdb.GdbError(sentence(
                f"l4 {self.name} itself made a mistake here, for which your kernel need not be to blame: "
                f"{type(error).__name__}: {error}. Whoever keeps tools/gdb/l4 wants to hear of it.")) from None

    def arguments(self, argument: str) -> list[str]:
        """The words behind the command. Raises Problem if they are too many or too few."""
        words = [re.sub(r'^"([^"]*)"$', r"\1", word) for word in WORD.findall(argument)]
        try:
            inspect.signature(self.function).bind(*words)
        except TypeError:
            raise Problem(f"{self.usage}   (help l4 {self.name} tells more)") from None
        return words

    def complete(self, text: str, word: str) -> list[str]:
        place = len(text[:len(text) - len(word)].split())
        try:
            with in_cpp(), processor.selected():
                return [choice for choice in self.completers[place]() if choice.startswith(word)]
        except (Problem, gdb.error, IndexError):
            return []  # completion has nobody to complain to


def nothing() -> list[str]:
    return []


def command(name: str, *completers: Completer, needs_machine: bool = True):
    """Make a function the command `l4 NAME`. \\param completers  one for each of its arguments"""
    def register(function):
        Command(name, function, completers, needs_machine)
        return function
    return register
