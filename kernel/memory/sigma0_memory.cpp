// sigma0_memory.cpp -- one to one.
#include "kernel/memory/sigma0_memory.hpp"

#include "kernel/boot/info_page.hpp"
#include "kernel/debug/trace_memory.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/memory/mapping_database.hpp"
#include "kernel/memory/page_tables.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

/// In what sigma0 sends, addresses from 0x40000000 on mean device memory, 0x40000000 higher.
constexpr uint32_t device_shift = 0x40000000;
constexpr uint32_t flags = PTE_PRESENT | PTE_USER;

/// The kernel's memory around an address; empty if it is not the kernel's.
MemoryRange kernel_memory_at(uint32_t address) {
    if (info_page.reserved_0.contains(address)) {
        return info_page.reserved_0;
    }
    return info_page.reserved_1.contains(address) ? info_page.reserved_1
                                                  : MemoryRange{};
}

/// Whether the 4 MB around an address are free of the kernel's memory.
bool is_free_block(uint32_t address) {
    const uint32_t begin = address & ~(LARGE_PAGE_SIZE - 1u);
    const MemoryRange block{begin, begin + LARGE_PAGE_SIZE};
    return !info_page.reserved_0.overlaps(block) &&
           !info_page.reserved_1.overlaps(block);
}

/// What sigma0 owns of physical memory. Of the kernel's it has the info page, to read.
SourcePage owned(uint32_t address) {
    MappingNode& root = root_of(PhysAddr{address});
    const uint32_t info = physical_of(&info_page).raw();
    if (address == info) {
        return {root, PageEntry{address | flags}};
    }
    const MemoryRange kernel = kernel_memory_at(address);
    if (kernel.high != 0) {
        const bool info_comes = address < info && info < kernel.high;
        const uint32_t end = info_comes ? info : kernel.high;
        return SourcePage::nothing((end - address) / page_size);
    }
    const uint32_t size = is_free_block(address) ? PTE_LARGE : 0;
    return {root, PageEntry{address | flags | PTE_WRITABLE | size}};
}

}  // namespace

SourcePage page_of_sigma0(VirtAddr page) {
    if (page.raw() < device_shift) {
        return owned(page.raw());
    }
    const PhysAddr frame = PhysAddr{page.raw()} + device_shift;
    return {root_of(frame),
            PageEntry{frame, flags | PTE_WRITABLE | PTE_CACHE_DISABLE | PTE_LARGE}};
}

bool map_for_sigma0(VirtAddr address) {
    const SourcePage own = owned(address.page().raw());
    const AddressSpace& space = space_of(sigma0_task);
    const PageSlot slot = find_slot(space, address);
    if (!own.is_present() || slot.has_page()) {
        return false;  // the kernel's, or the info page, which may not be written
    }
    PageEntry* place = slot.entry;
    PageEntry entry = own.entry();
    if (place == nullptr && own.is_large()) {
        place = &directory_entry(space, address);
        entry = PageEntry{entry.frame().large_page(), flags | PTE_WRITABLE | PTE_LARGE};
    } else if (place == nullptr) {
        if (!frames_available(frames_for_table)) {
            return true;
        }
        place = add_page_table(sigma0_task, address).entry;
    }
    *place = entry;
    const VirtAddr page{entry.frame().raw()};
    trace_map({sigma0_task, page}, entry, {kernel_task, page});
    return true;
}

void unmap_from_sigma0(VirtAddr address) {
    const AddressSpace& space = space_of(sigma0_task);
    const PageSlot slot = find_slot(space, address);
    if (slot.has_page()) {
        const VirtAddr page = slot.entry->is_large() ? address.large_page() : address;
        trace_unmap({sigma0_task, page}, *slot.entry, false);
        *slot.entry = PageEntry{};
        forget_page(space, address);
    }
}

}  // namespace kumquat
