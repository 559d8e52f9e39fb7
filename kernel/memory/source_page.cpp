// source_page.cpp -- reading page tables, but for sigma0's.
#include "kernel/memory/source_page.hpp"

#include "kernel/memory/page_tables.hpp"
#include "kernel/memory/sigma0_memory.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

constexpr uint32_t entries_per_look = 256;

/// How many pages are certainly missing from an address on, where one is missing.
/// \param entry  of the page; null if there is no page table for it
uint32_t
missing_pages(const AddressSpace& space, VirtAddr address, const PageEntry* entry) {
    const uint32_t rest = pages_to_next_block(address);
    if (entry != nullptr) {
        return absent_entries(entry, rest < entries_per_look ? rest : entries_per_look);
    }
    const uint32_t index = directory_index(address);
    const uint32_t tables = absent_entries(&directory_entry(space, address),
                                           directory_index(user_end) - index);
    return (index + tables) * entries_per_table - address.raw() / page_size;
}

}  // namespace

SourcePage page_of(TaskNumber task, VirtAddr address) {
    if (task == sigma0_task) {
        return page_of_sigma0(address);
    }
    const AddressSpace& space = space_of(task);
    const PageSlot slot = find_slot(space, address);
    if (!slot.has_page()) {
        return SourcePage::nothing(missing_pages(space, address, slot.entry));
    }
    const PageEntry entry = slot.entry->without(PTE_ACCESSED | PTE_DIRTY);
    const uint32_t offset = entry.is_large() ? address.raw() % LARGE_PAGE_SIZE : 0;
    return {**slot.note, PageEntry{entry.word() + offset}};
}

}  // namespace kumquat
