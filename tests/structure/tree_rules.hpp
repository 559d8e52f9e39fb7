// tree_rules.hpp -- what holds for the whole tree and no compiler checks.
// The one idea: a rule is a function from the files to complaints; none, and it holds.
// Invariant: a complaint says where and what to do, since it is all that people see.
#pragma once

#include "tests/structure/source_tree.hpp"

#include <string>
#include <vector>

namespace kumquat::structure {

using Files = std::vector<SourceFile>;
using Complaints = std::vector<std::string>;

/// Includes form no circle.
Complaints includes_form_no_cycle(const Files& files);
/// The kernel includes what every compiler brings along, and of the tree only itself.
/// User programs know of the kernel only its binary interface, kernel/abi.
Complaints folders_include_only_what_they_may(const Files& files);
/// No file of code has more than `longest_file` lines, half of them at most `median_file`.
Complaints files_are_short(const Files& files);
constexpr std::size_t longest_file = 400;
constexpr std::size_t median_file = 100;
/// Code opens with a comment that names the file and says what it is: "name -- what".
Complaints files_open_with_their_name(const Files& files);
/// Headers can be included twice.
Complaints headers_guard_themselves(const Files& files);
/// Nothing names a folder of one person's machine or the host of a package registry.
Complaints nothing_names_a_machine(const Files& files);

struct Rule {
    const char* name;
    Complaints (*check)(const Files& files);
};
constexpr Rule rules[] = {
    {"includes_form_no_cycle", includes_form_no_cycle},
    {"folders_include_only_what_they_may", folders_include_only_what_they_may},
    {"files_are_short", files_are_short},
    {"files_open_with_their_name", files_open_with_their_name},
    {"headers_guard_themselves", headers_guard_themselves},
    {"nothing_names_a_machine", nothing_names_a_machine},
};

}  // namespace kumquat::structure
