# editors_test.py -- what .vscode tells Visual Studio Code is there, and GDB comes to the kernel that way.

import json
import subprocess
import unittest

from mi import Mi
from session import OUTSIDE, TREE, machine_at

LAUNCH, TASKS = (json.loads((TREE / f".vscode/{name}.json").read_text()) for name in ("launch", "tasks"))


class Editors(unittest.TestCase):
    def test_tasks_call_make_and_see_when_the_machine_waits(self):
        scripts = "".join((TREE / f"tools/run/{name}").read_text() for name in ("qemu", "replay"))
        targets = subprocess.run(["make", "-s", "help"], capture_output=True, text=True, check=True, cwd=TREE,
                                 env=OUTSIDE).stdout
        for task in TASKS["tasks"]:
            self.assertRegex(targets, rf"(?m)^ +{task['command'].split()[1]} ", task["label"])
            if task.get("isBackground"):
                self.assertIn(task["problemMatcher"]["background"]["endsPattern"], scripts)

    def test_configurations_name_what_is_there(self):
        labels = [task["label"] for task in TASKS["tasks"]]
        for one in LAUNCH["configurations"]:
            self.assertIn(one["preLaunchTask"], labels)
            for step in one["setupCommands"] + one["postRemoteConnectCommands"]:
                self.assertTrue((TREE / step["text"].removeprefix("source ")).is_file(), step)

    def in_the_order_of_the_extension(self, one: dict, gdb: Mi) -> None:
        gdb.ask(f"-file-exec-and-symbols {one['program'].replace('${workspaceFolder}', str(TREE))}")
        for step in one["setupCommands"]:
            gdb.console(step["text"])
        gdb.ask(f"-target-select remote {one['miDebuggerServerAddress']}")
        for step in one["postRemoteConnectCommands"]:
            gdb.console(step["text"])

    def test_the_first_one_comes_to_the_kernel(self):
        one = LAUNCH["configurations"][0]
        with machine_at(TREE / one["miDebuggerServerAddress"], ["make", "SETUP=no", "qemu-gdb"]), Mi() as gdb:
            self.in_the_order_of_the_extension(one, gdb)
            gdb.ask("-break-insert -t kernel_main")
            self.assertRegex(gdb.go("-exec-continue"), r'func="(kumquat::)?kernel_main"')

    def test_the_second_one_goes_backward(self):
        one = LAUNCH["configurations"][1]
        command = ["make", "SETUP=no", "replay", "WAIT=yes", "APP=puzzle-deadlock"]
        with machine_at(TREE / one["miDebuggerServerAddress"], command), Mi() as gdb:
            self.in_the_order_of_the_extension(one, gdb)
            gdb.ask("-break-insert kumquat::begin_tcb")
            self.assertIn('reason="breakpoint-hit"', gdb.go("-exec-continue --reverse"))
