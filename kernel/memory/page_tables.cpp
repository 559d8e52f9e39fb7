// page_tables.cpp -- entering pages of 4 MB, and splitting them.
#include "kernel/memory/page_tables.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

/// The directory leads to this page table, and leaves it all rights.
void show_page_table(const AddressSpace& space, VirtAddr page, PhysAddr table) {
    // LAB 2 BEGIN show page table: an entry of the directory that leaves all rights to the table
    directory_entry(space, page) =
        PageEntry{table, PTE_PRESENT | PTE_WRITABLE | PTE_USER};
    forget_page(space, page);
    // LAB 2 END
}

}  // namespace

PageSlot add_page_table(TaskNumber task, VirtAddr page) {
    const AddressSpace& space = space_of(task);
    KASSERT(!directory_entry(space, page).is_present());
    // LAB 2 BEGIN new page table: two frames, and somebody who pays for them
    show_page_table(space, page, take_zeroed_frame());
    notes_of(space, page) = in_pool<PageNotes>(take_frame());
    task_of(task).memory.frames += frames_for_table;
    return find_slot(space, page);
    // LAB 2 END
}

void drop_page_table(TaskNumber task, VirtAddr page) {
    // LAB 2 BEGIN drop page table: the same backwards
    const AddressSpace& space = space_of(task);
    PageEntry& entry = directory_entry(space, page);
    free_clean_frame(entry.frame());
    free_frame(physical_in_window(notes_of(space, page)));
    task_of(task).memory.frames -= frames_for_table;
    entry = PageEntry{};
    // LAB 2 END
}

uint32_t absent_entries(const PageEntry* entry, uint32_t limit) {
    return count_zero_words(reinterpret_cast<const uint32_t*>(entry), limit);
}

bool can_be_large_page(const AddressSpace& space, VirtAddr page) {
    const PageEntry entry = directory_entry(space, page);
    return !entry.is_present() || entry.is_large() ||
           absent_entries(in_pool<PageEntry>(entry.frame()), entries_per_table) ==
               entries_per_table;
}

void enter_page(const AddressSpace& space,
                VirtAddr page,
                PageSlot slot,
                PageEntry entry,
                MappingNode& node) {
    // LAB 2 BEGIN enter page: the note, and the entry where it belongs
    *slot.note = &node;
    if (!entry.is_large()) {
        *slot.entry = entry;
        return;
    }
    PageEntry& directory = directory_entry(space, page);
    node.table_or_count = directory.frame().raw();
    directory = entry;
    forget_page(space, page);
    // LAB 2 END
}

void take_out_page(const AddressSpace& space, VirtAddr page, PageSlot slot) {
    // LAB 2 BEGIN take out page: a large page leaves its table behind, a small one nothing
    if (slot.entry->is_large()) {
        show_page_table(space, page, PhysAddr{(*slot.note)->table_or_count});
    } else {
        *slot.entry = PageEntry{};
        forget_page(space, page);
    }
    // LAB 2 END
}

void split_large_page(const AddressSpace& space, VirtAddr page) {
    NodePointer* const notes = find_slot(space, page).note;
    MappingNode& node = **notes;
    const PhysAddr table{node.table_or_count};
    // LAB 2 BEGIN split: a thousand small pages that show what the large one did
    uint32_t word = directory_entry(space, page).small_piece(0).word();
    PageEntry* const entries = in_pool<PageEntry>(table);
    for (uint32_t i = 0; i < entries_per_table; i += 4, word += 4 * page_size) {
        entries[i] = PageEntry{word};
        entries[i + 1] = PageEntry{word + page_size};
        entries[i + 2] = PageEntry{word + 2 * page_size};
        entries[i + 3] = PageEntry{word + 3 * page_size};
    }
    fill_words(reinterpret_cast<uint32_t*>(notes), NodePointer{&node}.raw(),
               entries_per_table);
    node.table_or_count = entries_per_table;
    show_page_table(space, page, table);
    // LAB 2 END
}

}  // namespace kumquat
