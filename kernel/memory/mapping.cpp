// mapping.cpp -- page by page from one page table to another.
#include "kernel/memory/mapping.hpp"

#include "kernel/boot/info_page.hpp"
#include "kernel/debug/trace_memory.hpp"
#include "kernel/memory/address_space.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

/// At most this many pages are mapped by one message: 4 MB.
constexpr uint32_t pages_per_message = 1024;

/// In what sigma0 sends, addresses from 0x40000000 on mean device memory, 0x40000000 higher.
constexpr uint32_t device_shift = 0x40000000;

/// What the sender has at an address: nothing, or a frame with the right to write or not.
struct SourcePage {
    bool is_present = false;
    bool is_writable = false;
    bool is_cached = true;
    PhysAddr frame;
};

bool is_kernel_memory(uint32_t address) {
    return info_page.reserved_0.contains(address) ||
           info_page.reserved_1.contains(address);
}

/// What sigma0 owns at a physical address: all but the kernel's memory, of which it may read
/// the info page.
SourcePage page_of_sigma0(uint32_t address) {
    const PhysAddr info = physical_of(&info_page);
    if (address == info.raw()) {
        return {true, false, true, info};
    }
    if (is_kernel_memory(address)) {
        return {};
    }
    return {true, true, true, PhysAddr{address}};
}

SourcePage page_of(TaskNumber task, uint32_t address) {
    if (task == sigma0_task && address >= device_shift) {
        return {true, true, false, PhysAddr{address + device_shift}};
    }
    if (task == sigma0_task) {
        return page_of_sigma0(address);
    }
    const PageEntry* const entry =
        find_page_entry(directory_of(task), VirtAddr{address});
    if (entry == nullptr || !entry->is_present()) {
        return {};
    }
    return {true, entry->is_writable(), entry->is_cached(), entry->frame()};
}

/// Enter one page, or widen the rights of the same frame that is there already.
MapResult
enter_page(TaskNumber to, VirtAddr page, const SourcePage& source, bool writable) {
    PageEntry* const entry = make_page_entry(directory_of(to), page);
    if (entry == nullptr) {
        return MapResult::no_memory;
    }
    const uint32_t flags =
        (writable ? PTE_WRITABLE : 0u) | (source.is_cached ? 0u : PTE_CACHE_DISABLE);
    if (entry->is_present()) {
        const bool adds_a_right = writable && !entry->is_writable();
        if (entry->frame() != source.frame || !adds_a_right) {
            return MapResult::nothing;
        }
    }
    *entry = PageEntry{source.frame, PTE_PRESENT | PTE_USER | flags};
    invalidate_page(page);  // the receiver may be the current space
    return MapResult::mapped;
}

}  // namespace

MapResult
map_fpage(TaskNumber from, TaskNumber to, Fpage send, Fpage window, uint32_t hot_spot) {
    if (from == to) {
        return MapResult::nothing;
    }
    const Placement where = place(send, window, hot_spot);
    const uint32_t pages =
        where.order >= 22 ? pages_per_message : 1u << (where.order - page_order);
    MapResult result = MapResult::nothing;
    for (uint32_t i = 0; i < pages; ++i) {
        const uint32_t source = where.source + i * page_size;
        const VirtAddr destination{where.destination + i * page_size};
        if (source >= USER_SPACE_END || destination.raw() >= USER_SPACE_END) {
            break;
        }
        const SourcePage page = page_of(from, source);
        if (!page.is_present) {
            continue;
        }
        const bool writable = page.is_writable && send.is_writable();
        const MapResult entered = enter_page(to, destination, page, writable);
        if (entered == MapResult::no_memory) {
            return entered;
        }
        if (entered == MapResult::mapped) {
            result = MapResult::mapped;
            trace_map(to, destination, trace_frame(page.frame, page_order, writable),
                      from, source);
        }
    }
    return result;
}

bool map_for_sigma0(VirtAddr address) {
    const SourcePage page = page_of_sigma0(address.page().raw());
    if (!page.is_present) {
        return false;
    }
    const MapResult result =
        enter_page(sigma0_task, address.page(), page, page.is_writable);
    if (result == MapResult::mapped) {
        trace_map(sigma0_task, address.page(),
                  trace_frame(page.frame, page_order, page.is_writable), kernel_task,
                  page.frame.raw());
    }
    return result == MapResult::mapped;
}

}  // namespace kumquat
