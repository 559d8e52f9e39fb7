// blame_test.cpp -- which hole a failure points at. (That the stack is followed, `make mutants` shows.)
#include "grading/blame.hpp"

#include "grading/text.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace kumquat::grading {
namespace {

Lab two_holes() {
    Lab lab;
    lab.holes = {{"take", "a.cpp", "taking"}, {"take first", "a.cpp", "taking"}};
    lab.keepers = {{"queue.in_order", "take first"}};
    return lab;
}

TEST(blame, an_empty_hole_names_itself) {
    EXPECT_EQ(
        hole_told_by({"hole", "Lab 5, hole \"take first\" is still empty.", "", "", ""},
                     two_holes()),
        "take first");
}

TEST(blame, a_broken_rule_has_a_keeper) {
    EXPECT_EQ(hole_told_by({"rule", "", "", "", "", "queue.in_order"}, two_holes()),
              "take first");
    EXPECT_EQ(hole_told_by({"rule", "", "", "", "", "queue.other"}, two_holes()), "");
}

TEST(blame, a_hole_lies_between_its_markers) {
    const machine::TemporaryDirectory folder;
    std::ofstream{folder.path() / "a.cpp"} << "int f() {\n"
                                              "    // LAB 5 BEGIN take first: one\n"
                                              "    return 1;\n"
                                              "    // LAB 5 END\n"
                                              "    // LAB 5 BEGIN take: two\n"
                                              "    // LAB 5 END\n";
    const Lab lab = two_holes();
    const HoleLines take = lines_of_hole(folder.path(), lab.holes[0]);
    const HoleLines first = lines_of_hole(folder.path(), lab.holes[1]);
    EXPECT_EQ(first.begin, 2u);
    EXPECT_EQ(first.end, 4u);
    EXPECT_EQ(take.begin, 5u);
    EXPECT_EQ(take.end, 6u);
}

TEST(text, knows_what_was_meant) {
    const std::vector<std::string> names{"queue.in_order", "queue.is_empty",
                                         "meeting.words"};
    EXPECT_EQ(names_like("queue.in_oder", names),
              std::vector<std::string>{"queue.in_order"});
    EXPECT_EQ(names_like("words", names), std::vector<std::string>{"meeting.words"});
    EXPECT_EQ(names_like("zzzzzzzzzz", names), std::vector<std::string>{});
}

}  // namespace
}  // namespace kumquat::grading
