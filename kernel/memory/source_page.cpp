// source_page.cpp -- reading page tables, but for sigma0's.
#include "kernel/memory/source_page.hpp"

#include "kernel/memory/page_tables.hpp"
#include "kernel/memory/sigma0_memory.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

/// How many pages are certainly missing from here on.
uint32_t missing_pages(const AddressSpace& space, VirtAddr address) {
    constexpr uint32_t entries_per_look = 32;
    uint32_t pages = pages_to_next_block(address);
    for (uint32_t i = 1; i < entries_per_look; ++i) {
        const VirtAddr next = address + pages * page_size;
        if (next.raw() >= USER_SPACE_END || directory_entry(space, next).is_present()) {
            break;
        }
        pages += pieces_per_large_page;
    }
    return pages;
}

}  // namespace

SourcePage page_of(TaskNumber task, VirtAddr address) {
    if (task == sigma0_task) {
        return page_of_sigma0(address);
    }
    const AddressSpace& space = space_of(task);
    const PageSlot slot = find_page(space, address);
    if (!slot.is_present()) {
        const bool is_empty =
            slot.entry == nullptr || pages_in_table(space, address) == 0;
        return SourcePage::nothing(is_empty ? missing_pages(space, address) : 1);
    }
    const PageEntry entry = *slot.entry;
    const uint32_t offset = slot.is_large ? address.page().raw() % LARGE_PAGE_SIZE : 0;
    return {
        slot.node,    1, entry.frame() + offset, entry.is_writable(), entry.is_cached(),
        slot.is_large};
}

}  // namespace kumquat
