# cases_test.py -- the sessions of handouts/debugging.md are what GDB says, on kernels with the mistakes that the
# handout finds.

import unittest

import cases


class Cases(unittest.TestCase):
    def test_each_session_is_what_gdb_says(self):
        self.assertEqual(len(cases.CASES), 5)
        for case in cases.CASES:
            with self.subTest(case=case.section):
                self.assertIn(f"make replay TEST={case.claim}", cases.section(case.section))
                self.assertGreater(len(cases.shown_session(cases.section(case.section))), 2)
                self.assertIn(f"✗ {case.claim}", cases.check(case))

    def test_what_gdb_does_not_say_is_found(self):
        cases.compare("l4 x", "a\n…\nt 12 b\n", "a\nx\nt 15 b\n", {})
        for shown in ("a\nt 12 b\n", "a\nx\nt 15 c\n", "a\n", "…\na\nb\n"):
            with self.assertRaises(cases.Differs):
                cases.compare("l4 x", shown, "a\nx\nt 15 b\n", {})
