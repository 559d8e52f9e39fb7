# faults_test.py -- lists of seeded faults: what is read, and what is refused.

import unittest

from faults import FaultError, faults_in

LIST = """# a.faults -- a comment.

fault: one
file: a.cpp
bug: counts down
with: SCHED=lazy
- ++n;
+ --n;

# another
fault: two
file: a.cpp
bug: does nothing
- f(a,
-   b);
+
- g();
+ h(++n);
+     h(0);
"""
KEYS = ("fault", "file", "bug")


def listed(text: str) -> list:
    """The faults of a list called x."""
    return faults_in(text, "x", KEYS, ("with",))


class Faults(unittest.TestCase):
    """Paragraphs and edits."""

    def test_reads_keys_and_edits(self):
        one, two = listed(LIST)
        self.assertEqual(one.keys, {"fault": "one", "file": "a.cpp", "bug": "counts down",
                                    "with": "SCHED=lazy"})
        self.assertEqual(one.edits, [("++n;", "--n;")])
        self.assertEqual(two.edits, [("f(a,\n  b);", ""), ("g();", "h(++n);\n    h(0);")])

    def test_line_breaks_do_not_matter(self):
        _, two = listed(LIST)
        self.assertEqual(two.applied_to("g();\nf(a, b);\n++n;", "a.cpp").split(),
                         "h(++n); h(0); ++n;".split())

    def test_an_edit_looks_at_the_text_as_it_was(self):
        fault, = listed("fault: a\nfile: a\nbug: b\n- f();\n+ g();\n- g();\n+ f();\n")
        self.assertEqual(fault.applied_to("f(); g();", "a"), "g(); f();")

    def test_new_text_alone_is_all(self):
        fault, = listed("fault: a\nfile: a\nbug: b\n+ return 0;\n")
        self.assertEqual(fault.applied_to("++n; return n;", "a"), "return 0;")

    def test_stale_faults_are_refused(self):
        one, _ = listed(LIST)
        for text, times in (("n += 1;", 0), ("++n; ++n;", 2)):
            with self.assertRaisesRegex(FaultError, f"x: the fault one is stale.*{times} times"):
                one.applied_to(text, "a.cpp")

    def test_what_is_not_understood_is_refused(self):
        for text, why in (("fault: a\nfile: a\n- b\n+ c\n", "no line `bug"),
                          ("fault: a\nfile: a\nbug: b\n", "changes nothing"),
                          ("fault: a\nnonsense\n", "understand the line\n    nonsense"),
                          ("fault: a\n--n;\n", "understand the line\n    --n;")):
            with self.assertRaisesRegex(FaultError, why):
                listed(text)
