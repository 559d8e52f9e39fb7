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

}  // namespace

SourcePage page_of_sigma0(VirtAddr page) {
    const uint32_t address = page.raw();
    if (address >= device_shift) {
        const PhysAddr frame{address + device_shift};
        return {&root_of(frame), 1, frame, true, false, true};
    }
    const uint32_t info = physical_of(&info_page).raw();
    const PhysAddr frame{address};
    if (address == info) {
        return {&root_of(frame), 1, frame, false, true, false};
    }
    const MemoryRange kernel = kernel_memory_at(address);
    if (kernel.high != 0) {
        const bool info_comes = address < info && info < kernel.high;
        const uint32_t end = info_comes ? info : kernel.high;
        return SourcePage::nothing((end - address) / page_size);
    }
    return {&root_of(frame), 1, frame, true, true, is_free_block(address)};
}

bool map_for_sigma0(VirtAddr address) {
    const uint32_t page = address.page().raw();
    const bool is_info = page == physical_of(&info_page).raw();
    const AddressSpace& space = space_of(sigma0_task);
    if (kernel_memory_at(page).high != 0 && !is_info) {
        return false;
    }
    const uint32_t flags = PTE_PRESENT | PTE_USER | (is_info ? 0u : PTE_WRITABLE);
    PageEntry& entry = directory_entry(space, address);
    if (!entry.is_present() && is_free_block(page)) {
        const PhysAddr block{page & ~(LARGE_PAGE_SIZE - 1u)};
        entry = PageEntry{block, flags | PTE_LARGE};
        trace_map(sigma0_task, VirtAddr{block.raw()},
                  trace_frame(block, large_page_order, true), kernel_task, block.raw());
        return true;
    }
    if (find_page(space, address).is_present()) {
        return false;  // it is there, but may not be written: the info page
    }
    if (!frames_available(frames_for_page(space, address))) {
        return true;
    }
    enter_page(sigma0_task, VirtAddr{page}, PageEntry{PhysAddr{page}, flags}, nullptr);
    trace_map(sigma0_task, VirtAddr{page},
              trace_frame(PhysAddr{page}, page_order, !is_info), kernel_task, page);
    return true;
}

void unmap_from_sigma0(VirtAddr address) {
    const PageSlot slot = find_page(space_of(sigma0_task), address);
    if (!slot.is_present()) {
        return;
    }
    const uint32_t order = slot.is_large ? large_page_order : page_order;
    trace_unmap(sigma0_task, slot.is_large ? address.large_page() : address,
                trace_frame(slot.entry->frame(), order, slot.entry->is_writable()),
                false, current_thread());
    if (!slot.is_large) {
        clear_page(sigma0_task, address);
        return;
    }
    *slot.entry = PageEntry{};
    forget_page(space_of(sigma0_task), address);
}

}  // namespace kumquat
