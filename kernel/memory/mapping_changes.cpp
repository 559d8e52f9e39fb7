// mapping_changes.cpp -- page table, note and tree at once.
#include "kernel/memory/mapping_changes.hpp"

#include "kernel/debug/trace_memory.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

uint32_t trace_frame(PageEntry entry, bool is_large) {
    return trace_frame(entry.frame(), is_large ? large_page_order : page_order,
                       entry.is_writable());
}

void trace_unmap(PageName page, PageEntry old, bool is_large, bool read_left) {
    if constexpr (config::trace) {
        trace_unmap(page.task(), page.page(), trace_frame(old, is_large), read_left,
                    current_thread());
    }
}

}  // namespace

void widen(PageName page, const PageSlot& slot) {
    *slot.entry = slot.entry->with(PTE_WRITABLE);
    forget_page(space_of(page.task()), page.page());
    note_database_change();
}

void make_read_only(PageName page, const PageSlot& slot) {
    if (slot.entry->is_writable()) {
        trace_unmap(page, *slot.entry, slot.is_large, true);
        *slot.entry = slot.entry->without(PTE_WRITABLE);
        forget_page(space_of(page.task()), page.page());
        note_database_change();
    }
}

void remove_mapping(MappingNode& node) {
    const PageName name = node.name;
    const PageSlot slot = find_page(space_of(name.task()), name.page());
    trace_unmap(name, *slot.entry, slot.is_large, false);
    if (slot.is_large) {
        clear_large_page(name.task(), name.page());
    } else {
        clear_page(name.task(), name.page());
    }
    remove_node(node);
}

void split_mapping(MappingNode& node) {
    const TaskNumber task = node.name.task();
    const VirtAddr page = node.name.page();
    trace_page_split(task, page,
                     trace_frame(directory_entry(space_of(task), page), true));
    split_large_page(task, page);
}

void remove_piece(MappingNode& node, uint32_t piece) {
    const PageName name{node.name.task(), node.name.page() + piece * page_size};
    const PageSlot slot = find_page(space_of(name.task()), name.page());
    trace_unmap(name, *slot.entry, false, false);
    forget_piece(node, piece);
}

void forget_piece(MappingNode& node, uint32_t piece) {
    clear_page(node.name.task(), node.name.page() + piece * page_size);
    note_database_change();
    if (--node.table_or_count == 0) {
        remove_node(node);
    }
}

}  // namespace kumquat
