// mapping_database.cpp -- linking and unlinking. What takes long is done step by step elsewhere.
#include "kernel/memory/mapping_database.hpp"

#include "kernel/memory/frames.hpp"
#include "kernel/memory/kernel_memory.hpp"

namespace kumquat {

namespace {

constexpr uint32_t block_order = 22, block_count = 1024;

MappingNode roots[block_count];
uint32_t version = 0;

/// The list of `parent` that a child of its belongs into.
NodePointer& list_for(MappingNode& parent, const MappingNode& child) {
    if (parent.is_large() && !child.is_large()) {
        return parent.pieces->lists[child.piece()];
    }
    return parent.children;
}

}  // namespace

MappingNode& root_of(PhysAddr frame) { return roots[frame.raw() >> block_order]; }

uint32_t frames_for_child(const MappingNode& parent, bool is_large) {
    return parent.is_large() && !is_large && parent.pieces == nullptr ? 1 : 0;
}

MappingNode&
add_child(MappingNode& parent, PageName name, PhysAddr frame, bool is_large) {
    if (frames_for_child(parent, is_large) != 0) {
        parent.pieces = direct<PieceTable>(take_zeroed_frame());
        charge_frames(parent.name.task(), 1);
    }
    MappingNode& child = take_node(name, frame, is_large);
    charge_node(name.task(), 1);
    NodePointer& list = list_for(parent, child);
    child.parent = &parent;
    child.next = list;
    child.back = &list;
    if (list != nullptr) {
        list->back = &child.next;
    }
    list = &child;
    note_database_change();
    return child;
}

void rename_node(MappingNode& node, PageName name) {
    charge_node(node.name.task(), -1);
    charge_node(name.task(), 1);
    if (node.pieces != nullptr) {
        charge_frames(node.name.task(), -1);
        charge_frames(name.task(), 1);
    }
    node.name = name;
    note_database_change();
}

void remove_node(MappingNode& node) {
    KASSERT(node.children == nullptr);
    *node.back = node.next;
    if (node.next != nullptr) {
        node.next->back = node.back;
    }
    note_database_change();
    const TaskNumber owner = node.name.task();
    if (node.pieces != nullptr) {
        free_clean_frame(physical_in_window(&*node.pieces));
        charge_frames(owner, -1);
    }
    charge_node(owner, -1);
    free_node(node);
}

uint32_t database_version() { return version; }

void note_database_change() { ++version; }

}  // namespace kumquat
