// page_tables.cpp -- entering pages of both sizes, and changing between them.
#include "kernel/memory/page_tables.hpp"

#include "kernel/memory/frames.hpp"
#include "kernel/memory/kernel_memory.hpp"
#include "kernel/memory/mapping_database.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr uint32_t table_flags = PTE_PRESENT | PTE_WRITABLE | PTE_USER;

PageTable& table_of(const AddressSpace& space, VirtAddr page) {
    return *direct<PageTable>(directory_entry(space, page).frame());
}

void add_page_table(TaskNumber task, VirtAddr page) {
    const AddressSpace& space = space_of(task);
    directory_entry(space, page) = PageEntry{take_zeroed_frame(), table_flags};
    directory_note(space, page) = DirectoryNote{take_frame()};
    charge_frames(task, frames_for_table);
}

/// A page table that is put aside remembers in its first word where its notes are.
PhysAddr& notes_of_table_aside(const MappingNode& node) {
    return *direct<PhysAddr>(PhysAddr{node.table_or_count});
}

}  // namespace

uint32_t frames_for_page(const AddressSpace& space, VirtAddr page) {
    return directory_entry(space, page).is_present() ? 0 : frames_for_table;
}

void enter_page(TaskNumber task, VirtAddr page, PageEntry entry, MappingNode* node) {
    const AddressSpace& space = space_of(task);
    if (!directory_entry(space, page).is_present()) {
        add_page_table(task, page);
    }
    DirectoryNote& note = directory_note(space, page);
    table_of(space, page).entries[table_index(page)] = entry;
    direct<PageNotes>(note.notes())->nodes[table_index(page)] = node;
    note.add_to_count(1);
}

void clear_page(TaskNumber task, VirtAddr page) {
    const AddressSpace& space = space_of(task);
    table_of(space, page).entries[table_index(page)] = PageEntry{};
    directory_note(space, page).add_to_count(-1);
    forget_page(space, page);
}

uint32_t pages_in_table(const AddressSpace& space, VirtAddr page) {
    return directory_note(space, page).count();
}

bool has_room_for_large_page(const AddressSpace& space, VirtAddr page) {
    const PageEntry entry = directory_entry(space, page);
    return !entry.is_present() ||
           (!entry.is_large() && pages_in_table(space, page) == 0);
}

void enter_large_page(TaskNumber task,
                      VirtAddr page,
                      PageEntry entry,
                      MappingNode& node) {
    const AddressSpace& space = space_of(task);
    if (!directory_entry(space, page).is_present()) {
        add_page_table(task, page);
    }
    node.table_or_count = directory_entry(space, page).frame().raw();
    notes_of_table_aside(node) = directory_note(space, page).notes();
    directory_note(space, page) = DirectoryNote{node};
    directory_entry(space, page) = entry;
    forget_page(space, page);
}

void clear_large_page(TaskNumber task, VirtAddr page) {
    const AddressSpace& space = space_of(task);
    const MappingNode& node = *directory_note(space, page).node();
    free_frame(notes_of_table_aside(node));
    free_frame(PhysAddr{node.table_or_count});
    charge_frames(task, -int{frames_for_table});
    directory_entry(space, page) = PageEntry{};
    forget_page(space, page);
}

void move_large_page(
    TaskNumber from, VirtAddr page, TaskNumber to, VirtAddr new_page, PageEntry entry) {
    const AddressSpace& target = space_of(to);
    if (directory_entry(target, new_page).is_present()) {
        drop_page_table(to, new_page);
    }
    directory_note(target, new_page) = directory_note(space_of(from), page);
    directory_entry(target, new_page) = entry;
    directory_entry(space_of(from), page) = PageEntry{};
    charge_frames(from, -int{frames_for_table});
    charge_frames(to, frames_for_table);
    forget_page(space_of(from), page);
    forget_page(target, new_page);
}

void split_large_page(TaskNumber task, VirtAddr page) {
    const AddressSpace& space = space_of(task);
    PageEntry& entry = directory_entry(space, page);
    MappingNode& node = *directory_note(space, page).node();
    const PhysAddr table{node.table_or_count}, notes = notes_of_table_aside(node);

    uint32_t word = entry.without(PTE_LARGE | PTE_ACCESSED | PTE_DIRTY).word();
    PageEntry* const entries = direct<PageTable>(table)->entries;
    for (uint32_t i = 0; i < entries_per_table; i += 4, word += 4 * page_size) {
        entries[i] = PageEntry{word};
        entries[i + 1] = PageEntry{word + page_size};
        entries[i + 2] = PageEntry{word + 2 * page_size};
        entries[i + 3] = PageEntry{word + 3 * page_size};
    }
    fill_words(direct<uint32_t>(notes), NodePointer{&node}.raw(), entries_per_table);
    node.table_or_count = entries_per_table;
    directory_note(space, page) = DirectoryNote{notes};
    directory_note(space, page).add_to_count(entries_per_table);
    entry = PageEntry{table, table_flags};
    note_database_change();
    forget_page(space, page);
}

void drop_page_table(TaskNumber task, VirtAddr page) {
    const AddressSpace& space = space_of(task);
    KASSERT(pages_in_table(space, page) == 0);
    free_clean_frame(directory_entry(space, page).frame());
    free_frame(directory_note(space, page).notes());
    charge_frames(task, -int{frames_for_table});
    directory_entry(space, page) = PageEntry{};
}

}  // namespace kumquat
