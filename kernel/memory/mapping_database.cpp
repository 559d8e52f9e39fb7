// mapping_database.cpp -- linking and unlinking. What takes long is done step by step elsewhere.
#include "kernel/memory/mapping_database.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_memory.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

uint32_t database_version = 0;

namespace {

constexpr uint32_t block_order = 22, block_count = 1024;
constexpr uint32_t children_per_call = 4;
constexpr uint32_t minus_one = ~0u;

MappingNode roots[block_count];

/// What a node and its lists take is on its owner's account.
/// \param times  1, or minus that
void charge(const MappingNode& node, uint32_t times) {
    KernelMemory& memory = task_of(node.name.task()).memory;
    memory.nodes += times;
    memory.frames += node.pieces != nullptr ? times : 0;
}

/// The list that a node belongs into.
NodePointer& list_of(const MappingNode& node) {
    MappingNode& parent = *node.parent;
    return parent.is_large() && !node.is_large() ? parent.pieces->lists[node.piece()]
                                                 : parent.children;
}

void link(MappingNode& node, bool is_writable) {
    NodePointer& list = list_of(node);
    // LAB 6 BEGIN link: pages that can be written stand before the others
    NodeList::push_back(list, node);
    if (is_writable) {
        list = &node;
    }
    // LAB 6 END
    ++database_version;
}

void unlink(MappingNode& node) {
    NodeList::remove(list_of(node), node);
    ++database_version;
}

/// Whether the lists of pieces must be made before `parent` can have a child.
bool lacks_lists(const MappingNode& parent, bool child_is_large) {
    return parent.is_large() && !child_is_large && parent.pieces == nullptr;
}

void add_lists(MappingNode& parent) {
    charge(parent, minus_one);
    parent.pieces = in_pool<PieceTable>(take_zeroed_frame());
    charge(parent, 1);
}

void remove_node(MappingNode& node) {
    KASSERT(node.children == nullptr);
    unlink(node);
    charge(node, minus_one);
    if (node.pieces != nullptr) {
        free_clean_frame(physical_in_window(node.pieces));
    }
    free_node(node);
}

/// A mapping has a page less: its only one, or a piece.
void lose_page(MappingNode& node) {
    ++database_version;
    if (!node.is_split() || --node.table_or_count == 0) {
        remove_node(node);
    }
}

}  // namespace

MappingNode& root_of(PhysAddr frame) { return roots[frame.raw() >> block_order]; }

bool child_available(const MappingNode& parent, bool is_large, uint32_t frames) {
    return parent.depth() < MappingNode::deepest &&
           node_and_frames_available(frames + (lacks_lists(parent, is_large) ? 1 : 0));
}

MappingNode& add_child(MappingNode& parent, PageName name, PageEntry entry) {
    if (lacks_lists(parent, entry.is_large())) {
        add_lists(parent);
    }
    // LAB 6 BEGIN new child: a node, on somebody's account, and in the tree
    MappingNode& child = take_node();
    child.begin(name, parent, entry);
    ++task_of(name.task()).memory.nodes;
    link(child, entry.is_writable());
    return child;
    // LAB 6 END
}

void rename_node(MappingNode& node, PageName name, bool is_writable) {
    charge(node, minus_one);
    node.name = name;
    charge(node, 1);
    unlink(node);
    link(node, is_writable);
}

PageEntry* entry_of(const MappingNode& node) {
    const PageSlot slot = find_slot(space_of(node.name.task()), node.name.page());
    return slot.has_page() && *slot.note == &node ? slot.entry : nullptr;
}

void set_writable(MappingNode& node,
                  PageName page,
                  PageEntry& entry,
                  bool is_writable) {
    // LAB 6 BEGIN change a right: in the page table, in the TLB, and in the order of the list
    entry = is_writable ? entry.with(PTE_WRITABLE) : entry.without(PTE_WRITABLE);
    forget_page(space_of(page.task()), page.page());
    if (is_writable || !node.is_split()) {
        unlink(node);
        link(node, is_writable);
    }
    // LAB 6 END
    ++database_version;
}

void remove_page(MappingNode& node, PageName page, PageSlot slot) {
    if (slot.entry == nullptr) {
        lose_page(node);
        return;
    }
    // LAB 6 BEGIN remove: out of the page table, and out of the tree
    trace_unmap(page, *slot.entry, false);
    take_out_page(space_of(page.task()), page.page(), slot);
    lose_page(node);
    // LAB 6 END
}

void split_mapping(MappingNode& node) {
    trace_page_split(node.name, *entry_of(node));
    split_large_page(space_of(node.name.task()), node.name.page());
    ++database_version;
}

PageName name_of_piece(const MappingNode& node, uint32_t piece) {
    return {node.name.task(), node.name.page() + piece * page_size};
}

Separation separate_piece(MappingNode& node, uint32_t piece, MappingNode*& heir) {
    MappingNode& parent = *node.parent;
    const PageName name = name_of_piece(node, piece);
    const PageSlot slot = find_slot(space_of(name.task()), name.page());
    if (heir == nullptr) {
        if (!child_available(node, false, 1)) {
            return Separation::no_memory;
        }
        if (lacks_lists(parent, false)) {
            add_lists(parent);
        }
        heir = &add_child(node.pieces != nullptr ? node : parent, name, *slot.entry);
    }
    if (heir->parent == &node) {
        NodePointer& list = list_of(*heir);
        for (uint32_t i = 0; list != heir || heir->link.next != heir; ++i) {
            if (i == children_per_call) {
                return Separation::more;
            }
            MappingNode& next = list != heir ? *list : *heir->link.next;
            const bool is_older_heir = next.name == name;  // that was left half way
            if (is_older_heir && next.is_leaf()) {
                remove_node(next);
                continue;
            }
            MappingNode& child = is_older_heir ? *next.children : next;
            NodeList::remove(list_of(child), child);
            child.parent = heir;
            NodeList::push_back(heir->children, child);
        }
        unlink(*heir);
        heir->parent = &parent;
        link(*heir, slot.entry->is_writable());
    }
    *slot.note = heir;
    heir = nullptr;
    lose_page(node);
    return Separation::done;
}

}  // namespace kumquat
