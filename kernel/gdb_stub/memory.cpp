// memory.cpp -- memory of any address space, by its page tables, through the direct window.
// Nothing is touched at its own address: so nothing can fault, and pages that are read only, or
// belong to another space, can be written. The tables may be wrong: each step is checked.
// Of the kernel's part, an entry that this space lacks is looked up in the master directory, as the
// kernel does when it misses one.
#include "kernel/gdb_stub/stop.hpp"
#include "kernel/gdb_stub/target.hpp"
#include "kernel/memory/address_space.hpp"
#include "kernel/x86/instructions.hpp"

extern "C" const uint8_t start_up_end[];  // kernel.ld

namespace kumquat::gdb {

namespace {

/// Null: the direct window does not show this memory.
template <typename T>
T* in_window(PhysAddr place) {
    return place.raw() < DIRECT_WINDOW_SIZE ? direct<T>(place) : nullptr;
}

PageEntry entry_at(PhysAddr table, uint32_t index) {
    const PageTable* const found = in_window<PageTable>(table.page());
    return found == nullptr ? PageEntry{} : found->entries[index];
}

/// \param place  out: physical
bool translate(PhysAddr directory, VirtAddr address, PhysAddr& place) {
    PageEntry upper = entry_at(directory, directory_index(address));
    if (!upper.is_present() && !is_user(address)) {
        upper = master_directory.entries[directory_index(address)];
    }
    if (!upper.is_present()) {
        return false;
    }
    if (upper.is_large()) {
        place = upper.frame().large_page() + address.raw() % LARGE_PAGE_SIZE;
        return true;
    }
    const PageEntry lower = entry_at(upper.frame(), table_index(address));
    place = lower.frame() + address.page_offset();
    return lower.is_present();
}

uint8_t* find(Thread thread, uint32_t address) {
    PhysAddr place;
    return translate(directory_of(thread), VirtAddr{address}, place)
               ? in_window<uint8_t>(place)
               : nullptr;
}

}  // namespace

bool read_byte(Thread thread, uint32_t address, uint8_t& byte) {
    const uint8_t* const found = find(thread, address);
    if (found != nullptr) {
        byte = *found;
    }
    return found != nullptr;
}

bool write_byte(Thread thread, uint32_t address, uint8_t byte) {
    uint8_t* const found = find(thread, address);
    if (found != nullptr) {
        *found = byte;
    }
    return found != nullptr;
}

bool find_byte(Thread thread, uint32_t address, uint32_t& place) {
    const uint8_t* const found = find(thread, address);
    place = physical_in_window(found).raw();
    return found != nullptr;
}

uint8_t exchange_byte(uint32_t place, uint8_t byte) {
    uint8_t& there = *direct<uint8_t>(PhysAddr{place});
    const uint8_t before = there;
    there = byte;
    return before;
}

bool is_kernel_address(uint32_t address) { return !is_user(VirtAddr{address}); }

bool is_start_up_address(uint32_t address) {
    return address >= KERNEL_IMAGE && address < address_of(start_up_end);
}

Tcb* tcb_in_window(Thread thread) {
    PhysAddr place;
    const VirtAddr address{TCB_ARRAY + (thread - first_thread) * TCB_SIZE};
    return translate(physical_of(&master_directory), address, place)
               ? in_window<Tcb>(place)
               : nullptr;
}

}  // namespace kumquat::gdb
