# mi.py -- GDB through its machine interface, as editors drive it.
# Source: GDB manual, "The GDB/MI Interface".

import itertools
import re
import subprocess
import threading

from session import TREE

HOPELESS_S = 900  # of the host: GDB or the machine is dead, and not slow


class Mi:
    """One GDB in the root of the tree, as `with` block."""

    def __enter__(self) -> "Mi":
        self.gdb = subprocess.Popen(["gdb", "-q", "-nx", "--interpreter=mi3"], stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=TREE)
        self.tokens, self.stops, self.printed, self.heard = itertools.count(1), [], "", ""
        self.watchdog = threading.Timer(HOPELESS_S, self.gdb.kill)
        self.watchdog.start()
        return self

    def __exit__(self, *_) -> None:
        self.watchdog.cancel()
        self.gdb.kill()
        self.gdb.communicate()

    def ask(self, command: str) -> str:
        """The result record: "^done,...". What was printed meanwhile is in `printed`. An error fails the test."""
        token = next(self.tokens)
        self.gdb.stdin.write(f"{token}{command}\n")
        self.gdb.stdin.flush()
        self.stops, self.printed = [], ""
        result = self._read_to(rf"{token}\^")
        if result.startswith(f"{token}^error"):
            raise AssertionError(f"{command}: {result}")
        return result.removeprefix(str(token))

    def console(self, command: str) -> str:
        """What a command for people prints."""
        quoted = command.replace("\\", "\\\\").replace('"', '\\"')
        self.ask(f'-interpreter-exec console "{quoted}"')
        return self.printed

    def go(self, command: str) -> str:
        """The machine runs. \\return  the record of its stop: "*stopped,..." """
        self.ask(command)
        return self.stops[-1] if self.stops else self._read_to(r"\*stopped")

    def _read_to(self, begin: str) -> str:
        """The next line that begins so."""
        for line in self.gdb.stdout:
            self.heard += line
            if line.startswith("*stopped"):
                self.stops.append(line)
            elif line.startswith('~"'):
                self.printed += line[2:-2].replace('\\n', "\n").replace('\\"', '"')
            if re.match(begin, line):
                return line
        raise AssertionError(f"GDB has ended:\n{self.heard[-3000:]}")
