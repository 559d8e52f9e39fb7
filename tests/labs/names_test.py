# names_test.py -- the claims of all labs are linked into one grader: no two labs may mean
# different things by one name.

import re
import unittest
from collections import defaultdict
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
OF_PROGRAMS = ("guest_tests.hpp", "program_tests.hpp")  # linked lab by lab
DEFINITION = re.compile(
    r"^(?:inline |constexpr |static )*(?:[\w:<>&*]+ )+[*&]?(\w+)\(|^(?:struct|class|enum class) (\w+)",
    re.MULTILINE)


def names_in(text: str) -> set[str]:
    """The names that a header defines, each behind the first namespace of the file."""
    namespace = re.search(r"^namespace (\S+)", text, re.MULTILINE)
    prefix = namespace[1] + "::" if namespace else ""
    return {prefix + (match[1] or match[2]) for match in DEFINITION.finditer(text)}


class Names(unittest.TestCase):
    """Headers of labs."""

    def test_no_two_labs_define_the_same_name(self):
        labs: dict[str, set[str]] = defaultdict(set)
        for header in TREE.glob("labs/lab*/*.hpp"):
            if header.name not in OF_PROGRAMS:
                for name in names_in(header.read_text()):
                    labs[name].add(header.parent.name)
        self.assertGreater(len(labs), 100)
        self.assertEqual({name: used for name, used in labs.items() if len(used) > 1}, {})

    def test_a_clash_would_be_found(self):
        text = "namespace a::b {\nconstexpr uint32_t place_at(int i) {\nstruct Order {\n"
        self.assertEqual(names_in(text), {"a::b::place_at", "a::b::Order"})
