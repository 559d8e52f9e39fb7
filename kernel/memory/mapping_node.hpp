// mapping_node.hpp -- one mapping: which task sees a frame where, and from whom it has it.
// The nodes of a frame form a tree. Its root is sigma0, who owns all memory; whoever maps a page
// on makes a child. A node stands for 4 KB or for 4 MB. A mapping of 4 MB whose owner has lost
// parts of it keeps its one node, as long as a piece is left.
//
//    4 MB node --- children ---> 4 MB nodes
//        |
//      pieces: one list for each 4 KB  ---> 4 KB nodes --- children ---> 4 KB nodes
//
// Invariants: a child never has more than its parent: each of its pages lies in a frame that the
// parent maps too, and is writable only if the parent's is. In each list, pages that can be written
// stand before those that can only be read.
// Source: Liedtke, "On micro-Kernel Construction", SOSP 1995, "Address Spaces"; the tree of
// pointers is his.
#pragma once

#include "kernel/abi/thread_id.hpp"
#include "kernel/memory/pointer32.hpp"
#include "kernel/threads/list_link.hpp"
#include "kernel/x86/page_table.hpp"

namespace kumquat {

constexpr uint32_t pieces_per_large_page = LARGE_PAGE_SIZE / page_size;

/// A page of a space: the name of a mapping, by which it is found again.
///      31         12 11 10      0
///     |  page / 4 K | 0 |  task  |
class PageName {
public:
    constexpr PageName() = default;
    constexpr PageName(TaskNumber task, VirtAddr page)
        : word_{page.page().raw() | task.value} {}
    constexpr TaskNumber task() const { return {word_ % page_size}; }
    constexpr VirtAddr page() const { return VirtAddr{word_}.page(); }
    friend constexpr bool operator==(PageName, PageName) = default;

private:
    uint32_t word_ = 0;
};
static_assert(max_tasks <= page_size);

class MappingNode;
using NodePointer = Pointer32<MappingNode>;

/// Lists of children, one for each piece of a 4 MB mapping.
struct PieceTable {
    NodePointer lists[pieces_per_large_page];
};
static_assert(sizeof(PieceTable) == page_size);

class MappingNode {
public:
    PageName name;
    NodePointer parent;    // null: this is a root, that is, sigma0's mapping of 4 MB
    NodePointer children;  // of the same size
    ListLink<MappingNode, NodePointer> link;  // in the list that this node is in
    Pointer32<PieceTable> pieces;             // of 4 MB; null: nobody has a piece of it

    /// Of a 4 MB mapping: its page table, put aside until the mapping is split; after that the
    /// number of pieces it still has, which is below 4,096.
    uint32_t table_or_count = 0;

    /// How far below its root a node can be. So nobody has a long way through a tree.
    static constexpr uint32_t deepest = max_tasks - 1;

    /// Become a mapping of which nothing is derived, in no list yet. \param entry  that shows it
    void begin(PageName page, MappingNode& from, PageEntry entry) {
        name = page;
        parent = &from;
        children = nullptr;
        link = {};
        pieces = nullptr;
        table_or_count = 0;
        word_ = (entry.frame().raw() | (from.word_ % page_size & ~small_bit)) +
                one_deeper + (entry.is_large() ? 0 : small_bit);
    }

    bool is_root() const { return parent == nullptr; }
    bool is_leaf() const { return children == nullptr && pieces == nullptr; }
    bool is_large() const { return (word_ & small_bit) == 0; }
    bool is_split() const { return is_large() && table_or_count < page_size; }
    PhysAddr frame() const { return PhysAddr{word_}.page(); }
    uint32_t depth() const { return word_ % page_size >> depth_lsb; }
    /// Which piece of its 4 MB of physical memory a 4 KB mapping is.
    uint32_t piece() const { return word_ / page_size % pieces_per_large_page; }

private:
    static constexpr uint32_t small_bit = 1;  // so that a root may be all zeros
    static constexpr uint32_t depth_lsb = 1, one_deeper = 1u << depth_lsb;

    uint32_t word_ = 0;
};
static_assert(sizeof(MappingNode) == 32);

using NodeList = List<MappingNode, &MappingNode::link, NodePointer>;

/// Whether `count_of_frames` frames can be taken, and a node with them.
[[nodiscard]] bool node_and_frames_available(uint32_t count_of_frames);

/// Memory for a node. Requires: node_and_frames_available().
MappingNode& take_node();

/// Requires: the node is in no tree, and has no piece table.
void free_node(MappingNode& node);

}  // namespace kumquat
