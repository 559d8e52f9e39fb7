// mapping_database.cpp -- linking and unlinking. What takes long is done step by step elsewhere.
#include "kernel/memory/mapping_database.hpp"

#include "kernel/memory/back_list.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

constexpr uint32_t block_order = 22, block_count = 1024;

MappingNode roots[block_count];
uint32_t version = 0;

KernelMemory& account_of(const MappingNode& node) {
    return task_of(node.name.task()).memory;
}

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
        parent.pieces = in_pool<PieceTable>(take_zeroed_frame());
        ++account_of(parent).frames;
    }
    MappingNode& child = take_node();
    child.begin(name, parent, frame, is_large);
    ++account_of(child).nodes;
    push_front(list_for(parent, child), child);
    note_database_change();
    return child;
}

void move_children(NodePointer& list, MappingNode& parent) {
    parent.children = list;
    list = nullptr;
    if (parent.children != nullptr) {
        parent.children->back = &parent.children;
    }
    for (NodePointer child = parent.children; child != nullptr; child = child->next) {
        child->parent = &parent;
    }
}

void rename_node(MappingNode& node, PageName name) {
    const uint32_t frames = node.pieces != nullptr ? 1 : 0;
    --account_of(node).nodes;
    account_of(node).frames -= frames;
    node.name = name;
    ++account_of(node).nodes;
    account_of(node).frames += frames;
    note_database_change();
}

void remove_node(MappingNode& node) {
    KASSERT(node.children == nullptr);
    take_out(node);
    note_database_change();
    if (node.pieces != nullptr) {
        free_clean_frame(physical_in_window(node.pieces));
        --account_of(node).frames;
    }
    --account_of(node).nodes;
    free_node(node);
}

uint32_t database_version() { return version; }

void note_database_change() { ++version; }

}  // namespace kumquat
