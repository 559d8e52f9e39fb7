// mapping_changes.cpp -- page table, note and tree at once.
#include "kernel/memory/mapping_changes.hpp"

#include "kernel/debug/trace_memory.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

PageName name_of_piece(const MappingNode& node, uint32_t piece) {
    return {node.name.task(), node.name.page() + piece * page_size};
}

PageEntry& entry_of(PageName page) {
    return *find_entry(space_of(page.task()), page.page());
}

void set_entry(PageName page, PageEntry& place, PageEntry entry) {
    place = entry;
    forget_page(space_of(page.task()), page.page());
    note_database_change();
}

void take_out(PageName page) {
    trace_unmap(page, entry_of(page), false);
    take_out_page(space_of(page.task()), page.page());
}

/// A split mapping has a piece less.
void forget_piece(MappingNode& node) {
    if (--node.table_or_count == 0) {
        remove_node(node);
    }
}

}  // namespace

void widen(PageName page, PageEntry& entry) {
    set_entry(page, entry, entry.with(PTE_WRITABLE));
}

void make_read_only(PageName page, PageEntry& entry) {
    if (entry.is_writable()) {
        trace_unmap(page, entry, true);
        set_entry(page, entry, entry.without(PTE_WRITABLE));
    }
}

void remove_mapping(MappingNode& node) {
    take_out(node.name);
    remove_node(node);
}

void split_mapping(MappingNode& node) {
    trace_page_split(node.name, entry_of(node.name));
    split_large_page(space_of(node.name.task()), node.name.page());
}

void remove_piece(MappingNode& node, uint32_t piece) {
    take_out(name_of_piece(node, piece));
    note_database_change();
    forget_piece(node);
}

bool separate_piece(MappingNode& node, uint32_t piece) {
    MappingNode& parent = *node.parent;
    if (!node_and_frames_available(frames_for_child(parent, false))) {
        return false;
    }
    const PageName name = name_of_piece(node, piece);
    MappingNode& small = add_child(parent, name, entry_of(name).frame(), false);
    note_of(space_of(name.task()), name.page()) = &small;
    if (node.pieces != nullptr) {
        move_children(node.pieces->lists[small.piece()], small);
    }
    forget_piece(node);
    return true;
}

}  // namespace kumquat
