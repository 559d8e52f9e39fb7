// address_space.cpp -- walking and growing page tables through the direct window.
#include "kernel/memory/address_space.hpp"

#include "kernel/memory/frames.hpp"

namespace kumquat {

namespace {

constexpr uint32_t first_kernel_entry = directory_index(user_end);

PageEntry& directory_entry(PhysAddr directory, VirtAddr address) {
    return direct<PageTable>(directory)->entries[directory_index(address)];
}

}  // namespace

bool create_address_space(PhysAddr& directory) {
    PhysAddr frame;
    if (!allocate_frame(frame)) {
        return false;
    }
    PageTable& table = *direct<PageTable>(frame);
    for (uint32_t i = 0; i < first_kernel_entry; ++i) {
        table.entries[i] = PageEntry{};
    }
    for (uint32_t i = first_kernel_entry; i < entries_per_table; ++i) {
        table.entries[i] = master_directory.entries[i];
    }
    directory = frame;
    return true;
}

PageEntry* find_page_entry(PhysAddr directory, VirtAddr page) {
    KASSERT(page.raw() < USER_SPACE_END);
    const PageEntry entry = directory_entry(directory, page);
    if (!entry.is_present()) {
        return nullptr;
    }
    return &direct<PageTable>(entry.frame())->entries[table_index(page)];
}

PageEntry* make_page_entry(PhysAddr directory, VirtAddr page) {
    KASSERT(page.raw() < USER_SPACE_END);
    PageEntry& entry = directory_entry(directory, page);
    if (!entry.is_present()) {
        PhysAddr table;
        if (!allocate_zeroed_frame(table)) {
            return nullptr;
        }
        entry = PageEntry{table, PTE_PRESENT | PTE_WRITABLE | PTE_USER};
    }
    return find_page_entry(directory, page);
}

bool read_user_byte(PhysAddr directory, VirtAddr address, uint8_t& byte) {
    if (address.raw() >= USER_SPACE_END) {
        return false;
    }
    const PageEntry* const entry = find_page_entry(directory, address.page());
    if (entry == nullptr || !entry->is_present() ||
        entry->frame().raw() >= DIRECT_WINDOW_SIZE) {
        return false;
    }
    byte = direct<uint8_t>(entry->frame())[address.page_offset()];
    return true;
}

}  // namespace kumquat
