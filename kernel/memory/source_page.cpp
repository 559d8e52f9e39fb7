// source_page.cpp -- reading page tables, but for sigma0's.
#include "kernel/memory/source_page.hpp"

#include "kernel/memory/page_tables.hpp"
#include "kernel/memory/sigma0_memory.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

SourcePage page_of(TaskNumber task, VirtAddr address) {
    if (task == sigma0_task) {
        return page_of_sigma0(address);
    }
    const AddressSpace& space = space_of(task);
    const PageSlot slot = find_page(space, address);
    if (!slot.is_present()) {
        const bool is_empty =
            slot.entry == nullptr || pages_in_table(space, address) == 0;
        return SourcePage::nothing(is_empty ? pages_to_next_block(address) : 1);
    }
    const PageEntry entry = *slot.entry;
    const uint32_t offset = slot.is_large ? address.page().raw() % LARGE_PAGE_SIZE : 0;
    return {
        slot.node,    1, entry.frame() + offset, entry.is_writable(), entry.is_cached(),
        slot.is_large};
}

}  // namespace kumquat
