// mapping_changes.hpp -- the few changes that a mapping undergoes, each in page table, note and
// tree at once, so that these never disagree: short, and nothing can happen in between.
// Invariants: every present entry of a user page table has exactly one node, but for sigma0's;
// a page that is writable is writable in all spaces that it was derived from.
#pragma once

#include "kernel/memory/mapping_database.hpp"
#include "kernel/memory/page_tables.hpp"

namespace kumquat {

/// Add the right to write to a mapping. \param entry  that shows it
void widen(PageName page, PageEntry& entry);

/// Take the right to write from a mapping, if it has it.
void make_read_only(PageName page, PageEntry& entry);

/// Remove a mapping of 4 KB, or a whole one of 4 MB. Requires: nothing is derived from it.
void remove_mapping(MappingNode& node);

/// Show a mapping of 4 MB in small pages from now on. It remains one mapping.
void split_mapping(MappingNode& node);

/// Remove one piece of a split mapping, and the mapping with the last.
/// Requires: nothing is derived from that piece.
void remove_piece(MappingNode& node, uint32_t piece);

/// Make one piece of a split mapping a mapping of its own, with all that was derived from it:
/// some 4 instructions for each mapping that was made from this piece.
/// Requires: the piece is in no 4 MB mapping made from this one any more.
/// \return  false if there is no memory; then nothing has changed
[[nodiscard]] bool separate_piece(MappingNode& node, uint32_t piece);

}  // namespace kumquat
