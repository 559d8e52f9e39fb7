# words_test.py -- GDB and the visualizer tell the same things in the same words: each sentence of
# tools/gdb/l4 about an event, a state or an error stands in visualizer/model, too, and no kind is forgotten.

import ast
import re
import unittest

from session import TREE

GDB = TREE / "tools/gdb/l4"
ONLY_IN_GDB = {"wants a message from an interrupt"}  # the page says there that the thread sleeps
LONG_ENOUGH = 8  # letters of a piece of a sentence that is worth comparing


def visualizer_words() -> str:
    """All texts of the visualizer's model, those that stand side by side joined as the compiler does."""
    source = "".join(file.read_text() for file in sorted((TREE / "visualizer/model").glob("*.cpp")))
    literal = r'"((?:[^"\\\n]|\\.)*)"'
    side_by_side = rf"(?:{literal.replace('(', '(?:', 1)}\s*)+"
    texts = ["".join(re.findall(literal, group)) for group in re.findall(side_by_side, source)]
    return "\n".join(texts).replace('\\"', "'")


def pieces_of(python: str) -> set[str]:
    """The constant pieces of all texts of a Python source but for docstrings."""
    tree = ast.parse(python)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(
        node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and node.body and isinstance(node.body[0], ast.Expr)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            found.update(re.split(r"\{\}|(?<=[.:]) ", node.value.replace('"', "'")))
    return {piece.strip(" .,;") for piece in found}


def is_words(piece: str) -> bool:
    return " " in piece and len(re.sub(r"[^A-Za-z]", "", piece)) >= LONG_ENOUGH


class Numbers(unittest.TestCase):
    """What neither the debug information nor a #define tells stands in tools/gdb/l4 as well as in the kernel."""

    def test_they_are_the_kernels(self):
        state = (TREE / "kernel/threads/thread_state.hpp").read_text()
        self.assertIn("bool awaits_interrupt() const { return word_ == 16; }", state)
        self.assertIn("FIRST_PLAIN_RECEIVE, INTERRUPT_ONLY = 16, 16", (GDB / "threads.py").read_text())
        switch = (TREE / "kernel/threads/thread_switch.S").read_text()
        self.assertIn("return address | EBP | EBX | ESI | EDI   <- kernel_esp", switch)
        self.assertIn("SAVED_EBP, SAVED_RETURN, SAVED_WORDS = 3, 4, 5", (GDB / "stack.py").read_text())


class Words(unittest.TestCase):
    """Texts of both, without running either."""

    def test_events_are_told_in_the_words_of_the_visualizer(self):
        there = visualizer_words()
        pieces = list(filter(is_words, pieces_of((GDB / "event_words.py").read_text())))
        self.assertGreater(len(pieces), 80)
        self.assertEqual({piece for piece in pieces if piece not in there}, ONLY_IN_GDB)

    def test_errors_have_the_names_of_the_visualizer(self):
        source = (TREE / "visualizer/model/state_words.cpp").read_text()
        names = re.findall(r'"([^"]+)"', source.split("ipc_error_name")[1])
        python = (GDB / "message_words.py").read_text()
        ours = ast.literal_eval(re.search(r"^ERRORS = (\(.*?^\))", python, re.M | re.S)[1])
        self.assertEqual(ours, tuple(names[:16]))

    def test_states_have_the_words_of_the_visualizer(self):
        there = (TREE / "visualizer/model/state_words.cpp").read_text()
        for words in ("waits to ask {", "for a page", "waits to send to {", "waits for a page from {", "waits for {",
                      "sleeps", "anyone", "an interrupt"):
            self.assertIn(words, there)
            self.assertIn(words, (GDB / "threads.py").read_text())

    def test_every_kind_of_event_has_words(self):
        kinds = re.findall(r"^ *KIND\((\w+),", (TREE / "kernel/abi/trace_kinds.hpp").read_text(), re.M)
        told = re.findall(r'"(\w+)": ', (GDB / "event_words.py").read_text())
        self.assertGreater(len(kinds), 50)
        self.assertEqual(sorted(kinds), sorted(told))
