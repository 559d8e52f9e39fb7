// source_page.cpp -- reading page tables, but for sigma0's.
#include "kernel/memory/source_page.hpp"

#include "kernel/memory/page_tables.hpp"
#include "kernel/memory/sigma0_memory.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

constexpr uint32_t entries_per_look = 32;

/// How many entries from this one on are absent. \param end  the end of the table
uint32_t absent_entries(const PageEntry* entry, const PageEntry* end) {
    uint32_t count = 1;
    while (count < entries_per_look && entry + count != end &&
           !entry[count].is_present()) {
        ++count;
    }
    return count;
}

/// How many pages are certainly missing from an address on, where one is missing.
uint32_t
missing_pages(const AddressSpace& space, VirtAddr address, const PageSlot& slot) {
    PageTable& directory = *direct<PageTable>(space.directory);
    if (slot.entry == nullptr) {
        const uint32_t tables =
            absent_entries(&directory_entry(space, address),
                           &directory.entries[directory_index(user_end)]);
        return pages_to_next_block(address) + (tables - 1) * entries_per_table;
    }
    if (pages_in_table(space, address) == 0) {
        return pages_to_next_block(address);
    }
    const uint32_t rest = pages_to_next_block(address);
    return absent_entries(slot.entry, slot.entry + rest);
}

}  // namespace

SourcePage page_of(TaskNumber task, VirtAddr address) {
    if (task == sigma0_task) {
        return page_of_sigma0(address);
    }
    const AddressSpace& space = space_of(task);
    const PageSlot slot = find_page(space, address);
    if (!slot.is_present()) {
        return SourcePage::nothing(missing_pages(space, address, slot));
    }
    const PageEntry entry = *slot.entry;
    const uint32_t offset = slot.is_large ? address.page().raw() % LARGE_PAGE_SIZE : 0;
    return {
        slot.node,    1, entry.frame() + offset, entry.is_writable(), entry.is_cached(),
        slot.is_large};
}

}  // namespace kumquat
