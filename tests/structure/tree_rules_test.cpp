// tree_rules_test.cpp -- each rule sees what breaks it, and this tree breaks none.
#include "tests/structure/tree_rules.hpp"

#include "tests/structure/include_graph.hpp"

#include <gtest/gtest.h>

namespace kumquat::structure {
namespace {

/// A file with the right opening, and these lines below it.
SourceFile file_with(const std::string& path, std::vector<std::string> lines) {
    const std::string name = std::filesystem::path{path}.filename().string();
    lines.insert(lines.begin(),
                 {"// " + name + " -- a file of a test.", "#pragma once"});
    return {path, lines};
}

std::string first(const Complaints& complaints) {
    return complaints.empty() ? "no complaint" : complaints.front();
}

TEST(includes_form_no_cycle, finds_a_circle_of_three) {
    const Files files = {
        file_with("kernel/a.hpp", {"#include \"kernel/b.hpp\""}),
        file_with("kernel/b.hpp",
                  {"#include <stdint.h>", "#  include \"kernel/ipc/c.hpp\""}),
        file_with("kernel/ipc/c.hpp", {"#include \"../a.hpp\""}),
    };
    EXPECT_EQ(find_cycle(include_graph(files)),
              (std::vector<std::string>{"kernel/a.hpp", "kernel/b.hpp",
                                        "kernel/ipc/c.hpp", "kernel/a.hpp"}));
    EXPECT_EQ(includes_form_no_cycle(files).size(), 1u);
}

TEST(includes_form_no_cycle, finds_a_file_that_includes_itself) {
    EXPECT_EQ(
        includes_form_no_cycle({file_with("a.hpp", {"#include \"a.hpp\""})}).size(),
        1u);
}

TEST(includes_form_no_cycle, lets_two_ways_lead_to_one_file) {
    const Files files = {
        file_with("a.hpp", {"#include \"b.hpp\"", "#include \"c.hpp\""}),
        file_with("b.hpp", {"#include \"d.hpp\""}),
        file_with("c.hpp", {"#include \"d.hpp\""}),
        file_with("d.hpp", {}),
    };
    EXPECT_EQ(first(includes_form_no_cycle(files)), "no complaint");
}

TEST(folders_include_only_what_they_may, refuses_what_a_bare_machine_lacks) {
    const auto complain = [](const char* path, const char* line) {
        return folders_include_only_what_they_may({file_with(path, {line})}).size();
    };
    EXPECT_EQ(complain("kernel/a.hpp", "#include <cstdint>"), 1u);
    EXPECT_EQ(complain("user/a.hpp", "#include <string.h>"), 1u);
    EXPECT_EQ(complain("kernel/a.hpp", "#include \"user/lib/b.hpp\""), 1u);
    EXPECT_EQ(complain("user/a.hpp", "#include \"kernel/ipc/b.hpp\""), 1u);
    EXPECT_EQ(complain("kernel/a.hpp", "#include <stdint.h>"), 0u);
    EXPECT_EQ(complain("user/a.hpp", "#include \"kernel/abi/b.hpp\""), 0u);
    EXPECT_EQ(complain("kernel/abi/a.hpp", "#include \"b.hpp\""), 0u);
    EXPECT_EQ(complain("tools/a.hpp", "#include <vector>"), 0u);
}

TEST(files_are_short, refuses_one_line_too_many) {
    const auto complaints_at = [](std::size_t lines) {
        Files files{
            {"a.cpp", std::vector<std::string>(lines)}, {"b.cpp", {}}, {"c.cpp", {}}};
        return files_are_short(files).size();
    };
    EXPECT_EQ(complaints_at(longest_file), 0u);
    EXPECT_EQ(complaints_at(longest_file + 1), 1u);
}

TEST(files_are_short, refuses_a_median_that_is_too_long) {
    const std::vector<std::string> lines(median_file + 1);
    EXPECT_EQ(
        files_are_short({{"a.cpp", lines}, {"b.cpp", lines}, {"c.cpp", {}}}).size(),
        1u);
    EXPECT_EQ(files_are_short({{"a.cpp", lines}, {"b.cpp", {}}, {"c.cpp", {}}}).size(),
              0u);
}

TEST(files_open_with_their_name, refuses_another_name_and_none) {
    EXPECT_EQ(files_open_with_their_name({{"a.cpp", {"// b.cpp -- another."}}}).size(),
              1u);
    EXPECT_EQ(files_open_with_their_name({{"a.cpp", {}}}).size(), 1u);
    EXPECT_EQ(files_open_with_their_name({{"a.cpp", {"// a.cpp -- itself."}}}).size(),
              0u);
    EXPECT_EQ(
        files_open_with_their_name({{"run", {"#!/bin/sh", "# run -- it."}}}).size(),
        0u);
    EXPECT_EQ(
        files_open_with_their_name({{"run", {"#!/bin/sh", "# run A -- it"}}}).size(),
        0u);
    EXPECT_EQ(files_open_with_their_name({{"run", {"#!/bin/sh", "echo"}}}).size(), 1u);
    EXPECT_EQ(files_open_with_their_name({{"a.cpp", {"// a.cpp"}}}).size(), 1u);
}

TEST(headers_guard_themselves, refuses_a_header_without_a_guard) {
    EXPECT_EQ(headers_guard_themselves({{"a.hpp", {"// a.hpp -- it."}}}).size(), 1u);
    EXPECT_EQ(headers_guard_themselves({file_with("a.hpp", {})}).size(), 0u);
}

TEST(nothing_names_a_machine, refuses_folders_and_hosts) {
    const auto complain = [](const std::string& line) {
        return nothing_names_a_machine({{"a.md", {line}}}).size();
    };
    // Joined here, so that this file passes the rule.
    EXPECT_EQ(complain(std::string{"see /ho"} + "me/me/kernel"), 1u);
    EXPECT_EQ(complain(std::string{"https://reg"} + "istry.npmjs.org/x"), 1u);
    EXPECT_EQ(complain("see ../work/kernel and /usr/share/seabios/"), 0u);
}

TEST(read_tree, sees_the_files_of_a_folder_but_not_what_was_built) {
    const auto root = std::filesystem::path{testing::TempDir()} / "kumquat_tree";
    std::filesystem::remove_all(root);
    std::filesystem::create_directories(root / "build");
    std::filesystem::create_directories(root / "kernel");
    for (const char* const name : {"kernel/a.hpp", "build/b.hpp"}) {
        FILE* const file = std::fopen((root / name).c_str(), "w");
        ASSERT_NE(file, nullptr);
        std::fputs("#include \"kernel/a.hpp\"\n", file);
        std::fclose(file);
    }
    const Files files = read_tree(root);
    std::filesystem::remove_all(root);
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(files[0].path, "kernel/a.hpp");
    EXPECT_EQ(includes_form_no_cycle(files).size(), 1u);
}

/// One test for each rule, on the tree that we stand in.
class ThisTree : public testing::TestWithParam<Rule> {};

TEST_P(ThisTree, keeps) {
    for (const std::string& complaint : GetParam().check(read_tree("."))) {
        ADD_FAILURE() << complaint;
    }
}

std::string name_of(const testing::TestParamInfo<Rule>& rule) {
    return rule.param.name;
}
INSTANTIATE_TEST_SUITE_P(, ThisTree, testing::ValuesIn(rules), name_of);

}  // namespace
}  // namespace kumquat::structure
