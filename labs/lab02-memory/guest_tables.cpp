// guest_tables.cpp -- page tables made by hand and by the kernel, and walks through them.
#include "labs/lab02-memory/guest_tests.hpp"

#include "kernel/memory/frames.hpp"
#include "kernel/memory/page_tables.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

void record_slot(const PageSlot& slot) {
    record(place_of(slot.entry));
    record(place_of(slot.note));
}

void record_space(const AddressSpace& space) {
    record(space.directory.raw());
    record(physical_in_window(space.notes).raw());
}

/// What the kernel should do, done by the test.
void put_table(const AddressSpace& space, VirtAddr base) {
    directory_entry(space, base) = PageEntry{take_zeroed_frame(), PTE_PRESENT};
    const PhysAddr notes = take_frame();
    notes_of(space, base) = in_pool<PageNotes>(notes);
}

void walk_in(const AddressSpace& space, Numbers& numbers, VirtAddr base) {
    for (uint32_t i = 0; i < pages_looked_up; ++i) {
        record_slot(find_slot(space, draw_page_in(numbers, base)));
    }
}

}  // namespace

void walk(Numbers& numbers) {
    const AddressSpace space = create_address_space();
    record_space(space);
    for (uint32_t i = 0; i < tables_made; ++i) {
        const VirtAddr base = draw_table_base(numbers, i);
        put_table(space, base);
        walk_in(space, numbers, base);
    }
}

void walk_without_tables(Numbers& numbers) {
    const AddressSpace space = create_address_space();
    for (uint32_t i = 0; i < tables_made; ++i) {
        const VirtAddr base = draw_table_base(numbers, i);
        put_table(space, base);
        PageEntry& entry = directory_entry(space, base);
        entry = entry.without(PTE_PRESENT);
        walk_in(space, numbers, base);
    }
}

void walk_to_a_large_page(Numbers& numbers) {
    const AddressSpace space = create_address_space();
    record_space(space);
    for (uint32_t i = 0; i < tables_made; ++i) {
        const VirtAddr base = draw_table_base(numbers, i);
        put_table(space, base);
        directory_entry(space, base) =
            PageEntry{large_frame(0), PTE_PRESENT | PTE_USER | PTE_LARGE};
        walk_in(space, numbers, base);
    }
}

void make_table(Numbers& numbers) {
    const uint32_t soiled = free_frame_count();
    soil_the_pool(numbers);
    const TaskNumber task = run_in_new_space(numbers);
    record_space(space_of(task));
    record(soiled);
    for (uint32_t i = 0; i < tables_made; ++i) {
        const VirtAddr base = draw_table_base(numbers, i);
        record_slot(add_page_table(task, draw_page_in(numbers, base)));
    }
}

void count_frames_of_tables(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    record(free_frame_count());
    record(task_of(task).memory.frames);
    for (uint32_t i = 0; i < tables_made; ++i) {
        add_page_table(task, draw_table_base(numbers, i));
    }
    record(free_frame_count());
    record(task_of(task).memory.frames);
}

void drop_tables(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    const AddressSpace& space = space_of(task);
    record_space(space);
    record(free_frame_count());
    record(task_of(task).memory.frames);
    VirtAddr bases[tables_made];
    for (uint32_t i = 0; i < tables_made; ++i) {
        bases[i] = draw_table_base(numbers, i);
        add_page_table(task, bases[i]);
    }
    for (const VirtAddr base : bases) {
        drop_page_table(task, base);
    }
    record(free_frame_count());
    record(task_of(task).memory.frames);
}

void drop_table_and_take_again(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    const VirtAddr base = draw_table_base(numbers, 0);
    add_page_table(task, base);
    soil(physical_in_window(notes_of(space_of(task), base)), numbers);
    drop_page_table(task, base);
    record(take_zeroed_frame().raw());
    record(take_zeroed_frame().raw());
}

}  // namespace kumquat
