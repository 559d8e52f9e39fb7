// mapping_changes.hpp -- the few changes that a mapping undergoes, each in page table, note and
// tree at once, so that these never disagree: short, and nothing can happen in between.
// Invariants: every present entry of a user page table has exactly one node, but for sigma0's;
// a page that is writable is writable in all spaces that it was derived from.
#pragma once

#include "kernel/memory/mapping_database.hpp"
#include "kernel/memory/page_tables.hpp"
#include "kernel/memory/source_page.hpp"

namespace kumquat {

/// The entry for a page with these rights. \param large  0 or PTE_LARGE
constexpr PageEntry
user_entry(const SourcePage& source, bool writable, uint32_t large) {
    return PageEntry{source.frame, PTE_PRESENT | PTE_USER | large |
                                       (writable ? PTE_WRITABLE : 0u) |
                                       (source.is_cached ? 0u : PTE_CACHE_DISABLE)};
}

/// Add the right to write to a mapping.
void widen(PageName page, const PageSlot& slot);

/// Take the right to write from a mapping, if it has it.
void make_read_only(PageName page, const PageSlot& slot);

/// Remove a mapping of 4 KB, or a whole one of 4 MB. Requires: nothing is derived from it.
void remove_mapping(MappingNode& node);

/// Show a mapping of 4 MB in small pages from now on. It remains one mapping.
void split_mapping(MappingNode& node);

/// Remove one piece of a split mapping, and the mapping with the last.
/// Requires: nothing is derived from that piece.
void remove_piece(MappingNode& node, uint32_t piece);

/// The same, where the piece goes to another task and is not lost.
void forget_piece(MappingNode& node, uint32_t piece);

}  // namespace kumquat
