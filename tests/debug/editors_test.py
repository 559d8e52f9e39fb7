# editors_test.py -- what .vscode tells Visual Studio Code is there, and GDB comes to the kernel that way.

import json
import re
import subprocess
import unittest

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

    def test_the_first_one_comes_to_the_kernel(self):
        """In the order of the extension, through GDB's machine interface."""
        one = LAUNCH["configurations"][0]
        socket = TREE / one["miDebuggerServerAddress"]
        steps = [f"-file-exec-and-symbols {one['program'].replace('${workspaceFolder}', str(TREE))}"]
        steps += [f'-interpreter-exec console "{step["text"]}"' for step in one["setupCommands"]]
        steps += [f"-target-select remote {one['miDebuggerServerAddress']}"]
        steps += [f'-interpreter-exec console "{step["text"]}"' for step in one["postRemoteConnectCommands"]]
        steps += ['-interpreter-exec console "tbreak kernel_main"', "-exec-continue"]
        with machine_at(socket, ["make", "SETUP=no", "qemu-gdb"]):
            done = subprocess.run(["gdb", "-q", "-nx", "--interpreter=mi2"], input="\n".join(steps) + "\n",
                                  capture_output=True, text=True, timeout=300, check=False, cwd=TREE)
        self.assertEqual(len(re.findall(r"(?m)^\^error", done.stdout)), 0, done.stdout[-2000:])
        self.assertIn('func="kumquat::kernel_main"', done.stdout.replace('func="kernel_main"', 'func="kumquat::kernel_main"'))
