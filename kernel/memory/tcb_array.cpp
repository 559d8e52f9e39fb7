// tcb_array.cpp -- three levels of "not there": no directory entry here, none in the master,
// and the shared page of zeros.
#include "kernel/memory/tcb_array.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/memory/address_space.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/tcb.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

alignas(page_size) [[gnu::section(".bss.page_aligned")]] uint8_t zero_page[page_size];

constexpr uint32_t zero_flags = PTE_PRESENT;
constexpr uint32_t own_flags = PTE_PRESENT | PTE_WRITABLE;

/// Shown where the kernel has no memory left for a table: zeros, too. One directory entry at most
/// shows it, the last that was missed.
alignas(page_size) [[gnu::section(".bss.page_aligned")]] PageTable zero_table;
PageEntry* zero_table_entry = nullptr;

bool is_in_array(VirtAddr address) {
    return address.raw() >= TCB_ARRAY && address.raw() < DIRECT_WINDOW;
}

PageEntry& master_entry(VirtAddr address) {
    return master_directory.entries[directory_index(address)];
}

PageEntry& entry_in(PhysAddr directory, VirtAddr address) {
    return in_pool<PageTable>(directory)->entries[directory_index(address)];
}

void fill_with_zero_pages(PageTable& table) {
    fill_words(reinterpret_cast<uint32_t*>(&table),
               PageEntry{physical_of(zero_page), zero_flags}.word(), entries_per_table);
}

void show_zero_table(VirtAddr address) {
    hide_zero_table();
    fill_with_zero_pages(zero_table);
    zero_table_entry = &entry_in(read_page_directory(), address);
    *zero_table_entry = PageEntry{physical_of(&zero_table), zero_flags};
}

/// The page table of this part of the array, in the master directory.
/// Requires: it exists, or a frame is available.
PageTable& make_table(VirtAddr address) {
    // LAB 2 BEGIN array table: one table for all spaces
    PageEntry& entry = master_entry(address);
    if (!entry.is_present()) {
        hide_zero_table();
        entry = PageEntry{take_frame(), own_flags};
        fill_with_zero_pages(*in_pool<PageTable>(entry.frame()));
    }
    return *in_pool<PageTable>(entry.frame());
    // LAB 2 END
}

bool has_frame(VirtAddr address) {
    const PageEntry entry = master_entry(address);
    return entry.is_present() && in_pool<PageTable>(entry.frame())
                                     ->entries[table_index(address)]
                                     .is_writable();
}

VirtAddr address_of(ThreadNumber number) {
    return VirtAddr{TCB_ARRAY + number.value * TCB_SIZE};
}

void show_in(PhysAddr directory, VirtAddr address) {
    entry_in(directory, address) = master_entry(address);
}

/// Replace the page of zeros by a frame, on the account of the task. What a TCB has in its fields
/// must be zero, as it was to be seen before; what lies on its stack does not matter.
void make_own(VirtAddr address) {
    // LAB 2 BEGIN own frame: clean TCBs, shown in the place of the zeros
    const PhysAddr frame = take_frame();
    for (uint32_t i = 0; i < tcbs_per_frame; ++i) {
        *in_pool<Tcb>(frame + i * TCB_SIZE) = Tcb{};
    }
    make_table(address).entries[table_index(address)] = PageEntry{frame, own_flags};
    invalidate_page(address);
    const uint32_t n = (address.raw() - TCB_ARRAY) / page_size;
    const TaskNumber task{n / tcb_frames_per_task};
    task_of(task).tcb_frames[n % tcb_frames_per_task / 32] |= 1u << n % 32;
    ++task_of(task).memory.frames;
    // LAB 2 END
}

}  // namespace

void hide_zero_table() {
    if (zero_table_entry != nullptr) {
        *zero_table_entry = PageEntry{};
        zero_table_entry = nullptr;
        load_page_directory(read_page_directory());  // the TLB forgets it
    }
}

bool back_tcb_array(VirtAddr address, bool is_write) {
    if (!is_in_array(address)) {
        return false;
    }
    // LAB 2 BEGIN back the array: ask for all that is needed, then serve the fault
    if (!frames_available((master_entry(address).is_present() ? 0 : 1) +
                          (is_write && !has_frame(address) ? 1 : 0))) {
        if (is_write) {
            return false;
        }
        show_zero_table(address);  // to look up a thread must always work
        return true;
    }
    make_table(address);
    show_in(read_page_directory(), address);
    if (is_write && !has_frame(address)) {
        make_own(address);
    }
    return true;
    // LAB 2 END
}

bool allocate_tcb(ThreadNumber number, PhysAddr directory) {
    // LAB 2 BEGIN new tcb: two spaces must see it
    if (!back_tcb_array(address_of(number), true)) {
        return false;
    }
    show_in(directory, address_of(number));
    return true;
    // LAB 2 END
}

void release_tcb_frame(TaskNumber task, uint32_t n) {
    const VirtAddr address =
        VirtAddr{TCB_ARRAY + (task.value * tcb_frames_per_task + n) * page_size};
    // LAB 2 BEGIN release tcb frame: zeros again, for everybody and at once
    PageEntry& entry = make_table(address).entries[table_index(address)];
    free_frame(entry.frame());
    entry = PageEntry{physical_of(zero_page), zero_flags};
    invalidate_page(address);
    task_of(task).tcb_frames[n / 32] &= ~(1u << n % 32);
    --task_of(task).memory.frames;
    // LAB 2 END
}

}  // namespace kumquat
