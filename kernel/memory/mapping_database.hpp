// mapping_database.hpp -- the trees of all frames: who has which page from whom; and the few
// changes that a mapping undergoes, each in page table, note and tree at once, so that these never
// disagree: short, and nothing can happen in between.
// Physical memory, RAM and devices alike, is 1,024 blocks of 4 MB; each has a root, sigma0's
// mapping, whether or not sigma0's page tables show it. So the whole of 4 GB costs 32 KB, and
// the list heads for the 4 KB frames of a block come when the first of them is mapped.
// Invariants: every present entry of a user page table has exactly one node, but for sigma0's;
// a page that is writable is writable in all spaces that it was derived from.
// Source: Liedtke, "On micro-Kernel Construction", SOSP 1995, "Address Spaces".
#pragma once

#include "kernel/memory/page_tables.hpp"

namespace kumquat {

/// Changes whenever any tree or any right in it changes. Who comes back to a tree after a pause
/// and finds the same number knows that it is as it was.
extern uint32_t database_version;

/// sigma0's mapping of the 4 MB of physical memory around `frame`.
MappingNode& root_of(PhysAddr frame);

/// Whether a mapping can have a further child, which needs a node and perhaps a list of pieces.
/// \param frames  that are needed besides
[[nodiscard]] bool
child_available(const MappingNode& parent, bool is_large, uint32_t frames);

/// A new node below `parent`: among its children, or in the list of its piece.
/// Requires: child_available().
MappingNode& add_child(MappingNode& parent, PageName name, PageEntry entry);

/// A node has got another name: its page now belongs to another space.
void rename_node(MappingNode& node, PageName name, bool is_writable);

/// The page of a mapping of 4 KB, or of a whole one of 4 MB.
/// \return  null: the node only collects what was derived from a piece, see separate_piece()
PageEntry* entry_of(const MappingNode& node);

/// Give or take the right to write to a page. \param node  the mapping that it belongs to
void set_writable(MappingNode& node, PageName page, PageEntry& entry, bool is_writable);

/// Remove a page of a mapping, which goes with its last: its only one, or a piece if it is split.
/// \param slot  where the page is shown; none: nowhere, see entry_of()
/// Requires: nothing is derived from that page.
void remove_page(MappingNode& node, PageName page, PageSlot slot);

/// Show a mapping of 4 MB in small pages from now on. It remains one mapping.
void split_mapping(MappingNode& node);

/// The page that a piece of a split mapping is.
PageName name_of_piece(const MappingNode& node, uint32_t piece);

enum class Separation { more, done, no_memory };

/// Make one piece of a split mapping a mapping of its own, with all that was derived from it; some
/// of that in each call. Until it is complete the new node stands among what it collects.
/// \param heir  that node; null at first. In between, no tree may change.
/// Requires: the piece is in no 4 MB mapping made from this one any more.
[[nodiscard]] Separation
separate_piece(MappingNode& node, uint32_t piece, MappingNode*& heir);

}  // namespace kumquat
