// tcb_array.cpp -- three levels of "not there": no directory entry here, none in the master,
// and the shared page of zeros.
#include "kernel/memory/tcb_array.hpp"

#include "kernel/memory/address_space.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

alignas(page_size) [[gnu::section(".bss.page_aligned")]] uint8_t zero_page[page_size];

constexpr uint32_t zero_flags = PTE_PRESENT;
constexpr uint32_t own_flags = PTE_PRESENT | PTE_WRITABLE;

bool is_in_array(VirtAddr address) {
    return address.raw() >= TCB_ARRAY && address.raw() < DIRECT_WINDOW;
}

/// The page table of this part of the array, in the master directory.
PageTable* make_table(VirtAddr address) {
    PageEntry& entry = master_directory.entries[directory_index(address)];
    if (!entry.is_present()) {
        PhysAddr table;
        if (!allocate_frame(table)) {
            return nullptr;
        }
        for (PageEntry& page : direct<PageTable>(table)->entries) {
            page = PageEntry{physical_of(zero_page), zero_flags};
        }
        entry = PageEntry{table, own_flags};
    }
    return direct<PageTable>(entry.frame());
}

void show_in(PhysAddr directory, VirtAddr address) {
    const uint32_t index = directory_index(address);
    direct<PageTable>(directory)->entries[index] = master_directory.entries[index];
}

/// Replace the page of zeros by a frame, once.
bool make_own(PageTable& table, VirtAddr address) {
    PageEntry& entry = table.entries[table_index(address)];
    if (entry.is_writable()) {
        return true;
    }
    PhysAddr frame;
    if (!allocate_zeroed_frame(frame)) {
        return false;
    }
    entry = PageEntry{frame, own_flags};
    invalidate_page(address);
    return true;
}

}  // namespace

bool back_tcb_array(VirtAddr address, bool is_write) {
    if (!is_in_array(address)) {
        return false;
    }
    PageTable* const table = make_table(address);
    if (table == nullptr) {
        return false;
    }
    show_in(read_page_directory(), address);
    return !is_write || make_own(*table, address);
}

bool allocate_tcb(ThreadNumber number, PhysAddr directory) {
    const VirtAddr address{TCB_ARRAY + number.value * TCB_SIZE};
    if (!back_tcb_array(address, true)) {
        return false;
    }
    show_in(directory, address);
    return true;
}

}  // namespace kumquat
