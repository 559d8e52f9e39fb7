// checks.hpp -- the invariants of the mapping database, and the whole of it in plain words.
#pragma once

#include "kernel/memory/mapping_node.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <string>

namespace kumquat::test {

/// A page of 4 KB of a task.
struct Page {
    uint32_t task = 0;
    uint32_t address = 0;
    auto operator<=>(const Page&) const = default;
};

/// What a task has there, and from whom.
struct Mapped {
    uint32_t frame = 0;
    bool is_writable = false;
    bool is_large = false;  // as a piece of a 4 MB page
    Page parent;
    bool operator==(const Mapped&) const = default;
};

/// All pages of all tasks but sigma0, in pieces of 4 KB.
using Mappings = std::map<Page, Mapped>;
Mappings all_mappings();

/// Page tables, notes and trees agree: every present entry has exactly one node, every node is
/// in the list that it should be in, and the counts are right.
/// \return  what is wrong first, or nothing
std::string check_nodes();

/// Each page lies in a frame that its parent has, too, and is writable only if that one is.
std::string check_rights(const Mappings& mappings);

/// The accounts of all tasks: nodes, and frames of page tables, directories and lists of pieces.
std::string check_accounts();

}  // namespace kumquat::test
