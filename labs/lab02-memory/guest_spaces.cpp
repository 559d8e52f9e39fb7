// guest_spaces.cpp -- make page directories and delete them.
#include "labs/lab02-memory/guest_tests.hpp"

#include "kernel/memory/frames.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

uint32_t notes_of_directory(const AddressSpace& space) {
    return physical_in_window(space.notes).raw();
}

}  // namespace

TaskNumber run_in_new_space(Numbers& numbers) {
    const TaskNumber number{5 + numbers.below(max_tasks - 5)};
    task_of(number).space = create_address_space();
    load_page_directory(space_of(number).directory);
    return number;
}

void make_space(Numbers& numbers) {
    soil_the_pool(numbers);
    record(create_address_space().directory.raw());
}

void make_spaces_with_a_marked_kernel(Numbers& numbers) {
    // Entries that are not present: the processor does not care what else they hold.
    const auto mark = [&](uint32_t index) {
        PageEntry& entry = master_directory.entries[index];
        if (entry.word() == 0) {  // and not marked yet
            entry = PageEntry{numbers.next() & ~uint32_t{PTE_PRESENT}};
        }
        record(index);
        record(entry.word());
    };
    mark(first_kernel_entry);
    mark(entries_per_table - 1);
    for (uint32_t i = 0; i < entries_marked; ++i) {
        mark(first_kernel_entry + 1 +
             numbers.below(entries_per_table - first_kernel_entry - 2));
    }
    record(create_address_space().directory.raw());
    record(create_address_space().directory.raw());
}

void count_frames_of_a_space(Numbers&) {
    record(free_frame_count());
    const AddressSpace space = create_address_space();
    record(free_frame_count());
    record(space.directory.raw());
    record(notes_of_directory(space));
    record(take_frame().raw());
}

void delete_spaces(Numbers& numbers) {
    constexpr uint32_t spaces_made = 5;
    AddressSpace spaces[spaces_made];
    record(free_frame_count());
    for (AddressSpace& space : spaces) {
        space = create_address_space();
    }
    for (uint32_t rest = spaces_made; rest > 0; --rest) {
        const uint32_t which = numbers.below(rest);
        delete_address_space(spaces[which]);
        spaces[which] = spaces[rest - 1];
    }
    record(free_frame_count());
}

void delete_space_and_take_again(Numbers& numbers) {
    const AddressSpace space = create_address_space();
    soil(physical_in_window(space.notes), numbers);
    delete_address_space(space);
    record(take_zeroed_frame().raw());
    record(take_zeroed_frame().raw());
}

}  // namespace kumquat
