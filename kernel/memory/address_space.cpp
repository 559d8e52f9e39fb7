// address_space.cpp -- spaces come and go, and pages are forgotten.
#include "kernel/memory/address_space.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/memory/walk.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr uint32_t first_kernel_entry = directory_index(user_end);
constexpr uint32_t kernel_entries = entries_per_table - first_kernel_entry;

/// Address of the entries from 3 GB on.
uint32_t kernel_part(PageTable& table) {
    return static_cast<uint32_t>(
        reinterpret_cast<uintptr_t>(&table.entries[first_kernel_entry]));
}

}  // namespace

AddressSpace create_address_space() {
    // LAB 2 BEGIN new space: two frames; nothing for programs, everything for the kernel
    const AddressSpace space{take_zeroed_frame(),
                             in_pool<DirectoryNotes>(take_frame())};
    copy_words(kernel_part(*in_pool<PageTable>(space.directory)),
               kernel_part(master_directory), kernel_entries);
    return space;
    // LAB 2 END
}

void delete_address_space(AddressSpace space) {
    // LAB 2 BEGIN delete space: both frames go back, and one of them is clean
    fill_words(in_pool<uint32_t>(space.directory) + first_kernel_entry, 0,
               kernel_entries);
    free_clean_frame(space.directory);
    free_frame(physical_in_window(space.notes));
    // LAB 2 END
}

PageSlot find_slot(const AddressSpace& space, VirtAddr page) {
    KASSERT(is_user(page));
    return slot_of(space, page);
}

void forget_page(const AddressSpace& space, VirtAddr page) {
    // LAB 2 BEGIN forget page: whose TLB is it?
    if (read_page_directory() == space.directory) {
        invalidate_page(page);
    }
    // LAB 2 END
}

}  // namespace kumquat
