// map_one_page.cpp -- what nearly every pager answers: one page of 4 KB, into an empty place.
// A straight line: everything is looked up once. Built for speed.
#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_memory.hpp"
#include "kernel/memory/mapping.hpp"
#include "kernel/memory/mapping_database.hpp"
#include "kernel/memory/walk.hpp"

namespace kumquat {

namespace {

/// The place of a page in a page table; no entry if there is none.
[[gnu::always_inline]] inline PageSlot slot_in_table(TaskNumber task, VirtAddr page) {
    const AddressSpace& space = space_of(task);
    const uint32_t flags =
        directory_entry(space, page).word() & (PTE_PRESENT | PTE_LARGE);
    return flags == PTE_PRESENT ? slot_of(space, page) : PageSlot{nullptr, nullptr};
}

/// Whether the page of 4 KB that is sent, and where it goes, are pages of different programs.
bool is_between_programs(TaskNumber from,
                         TaskNumber to,
                         VirtAddr source,
                         VirtAddr there) {
    return from != to && from != sigma0_task && to != sigma0_task && is_user(source) &&
           is_user(there);
}

}  // namespace

bool map_one_page(
    TaskNumber from, TaskNumber to, Fpage send, Fpage window, uint32_t hot_spot) {
    // LAB 6 BEGIN one page at once: a straight line, or false
    const VirtAddr source{send.base()};
    const uint32_t inside = window.offset_mask();
    const VirtAddr destination{(window.word() & ~inside) | (hot_spot & inside)};
    constexpr uint32_t kind = Fpage::Order::mask | Fpage::grant_bit;
    if ((send.word() & kind) != Fpage::make(0, page_order).word() ||
        !is_between_programs(from, to, source, destination)) {
        return false;
    }
    const PageSlot lent = slot_in_table(from, source);
    if (!lent.has_page()) {
        return false;
    }
    MappingNode& parent = **lent.note;
    const PageSlot slot = slot_in_table(to, destination);
    if (slot.entry == nullptr || slot.entry->is_present() ||
        !child_available(parent, false, 0)) {
        return false;
    }
    PageEntry entry = lent.entry->without(PTE_ACCESSED | PTE_DIRTY);
    if (!send.is_writable()) {
        entry = entry.without(PTE_WRITABLE);
    }
    *slot.entry = entry;
    *slot.note = &add_child(parent, {to, destination}, entry);
    trace_map({to, destination}, entry, {from, source});
    trace_kernel_memory(from);
    trace_kernel_memory(to);
    return true;
    // LAB 6 END
}

}  // namespace kumquat
