// guest_array.cpp -- touch the array of TCBs, and see what the kernel puts behind it.
#include "labs/lab02-memory/guest_tests.hpp"

#include "kernel/memory/frames.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/tcb.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

TaskNumber task_of_thread(ThreadNumber number) {
    return {number.value / threads_per_task};
}

/// The page table entry that shows an address of the array in all spaces.
PageEntry& array_entry(VirtAddr address) {
    const PageEntry table = master_directory.entries[directory_index(address)];
    return direct<PageTable>(table.frame())->entries[table_index(address)];
}

void record_account(TaskNumber number) {
    const Task& task = task_of(number);
    record(task.memory.frames);
    record(task.tcb_frames[0]);
    record(task.tcb_frames[1]);
}

}  // namespace

void read_the_array(Numbers& numbers) {
    run_in_new_space(numbers);
    for (uint32_t i = 0; i < tables_read; ++i) {
        const VirtAddr tcb = tcb_address(draw_thread(numbers, i)).large_page();
        record(free_frame_count());
        for (uint32_t j = 0; j < tcbs_read; ++j) {
            record(word_at(draw_page_in(numbers, tcb), numbers.below(words_per_page)));
            record(free_frame_count());
        }
    }
}

void write_to_the_array(Numbers& numbers) {
    run_in_new_space(numbers);
    const VirtAddr first = tcb_address(draw_thread(numbers, 0)).large_page();
    VirtAddr pages[tcbs_written];
    record(free_frame_count());
    for (uint32_t i = 0; i < tcbs_written; ++i) {
        pages[i] = first + (i * 100 + numbers.below(100)) * page_size;
        word_at(pages[i]) = numbers.at(i);
        word_at(pages[i], words_per_page / 2) = numbers.at(i + 1);  // the next TCB
    }
    record(free_frame_count());
    for (const VirtAddr page : pages) {
        record(word_at(page));
        record(word_at(page, words_per_page / 2));
    }
}

void look_at_a_fresh_tcb(Numbers& numbers) {
    soil_the_pool(numbers);
    run_in_new_space(numbers);
    const VirtAddr tcb = tcb_address(draw_thread(numbers, 0));
    word_at(tcb) = numbers.next();
    constexpr uint32_t fields =
        offsetof(Tcb, fpu) / word_bytes;  // what is behind is not zero
    for (uint32_t which = 0; which < tcbs_per_frame; ++which) {
        for (uint32_t j = which == 0 ? 1 : 0; j < fields; ++j) {
            record(word_at(tcb + which * TCB_SIZE, j));
        }
    }
}

void give_a_frame_behind_a_read(Numbers& numbers) {
    run_in_new_space(numbers);
    const VirtAddr tcb = tcb_address(draw_thread(numbers, 0));
    record(word_at(tcb));
    record(back_tcb_array(tcb, true) ? 1 : 0);
    *(direct<uint32_t>(array_entry(tcb).frame()) + tcb.page_offset() / word_bytes) =
        numbers.next();
    record(word_at(tcb));
}

void meet_in_the_array(Numbers& numbers) {
    const AddressSpace there = create_address_space();
    const AddressSpace here = space_of(run_in_new_space(numbers));
    const VirtAddr one = tcb_address(draw_thread(numbers, 0));
    const VirtAddr other = tcb_address(draw_thread(numbers, 1));
    record(one.raw());
    record(other.raw());
    record(here.directory.raw());
    record(there.directory.raw());
    word_at(one) = numbers.next();
    load_page_directory(there.directory);
    record(word_at(one));
    word_at(other) = numbers.next();
    load_page_directory(here.directory);
    record(word_at(other));
}

void make_a_tcb_for_another_space(Numbers& numbers) {
    const AddressSpace another = create_address_space();
    run_in_new_space(numbers);
    const ThreadNumber number = draw_thread(numbers, 0);
    record(allocate_tcb(number, another.directory) ? 1 : 0);
    record(tcb_address(number).raw());
    record(another.directory.raw());
}

void account_for_tcbs(Numbers& numbers) {
    run_in_new_space(numbers);
    const ThreadNumber first = draw_thread(numbers, 0);
    const TaskNumber task = task_of_thread(first);
    record(first.value % threads_per_task);
    record_account(task);
    word_at(tcb_address(first)) = 1;
    word_at(tcb_address(first), words_per_page / 2) = 1;
    record_account(task);
}

void ask_with_little_memory(Numbers& numbers) {
    run_in_new_space(numbers);
    const VirtAddr tcb = tcb_address(draw_thread(numbers, 0));
    const VirtAddr neighbour = tcb.page_offset() == 0 && table_index(tcb) > 0
                                   ? VirtAddr{tcb.raw() - page_size}
                                   : tcb + page_size;
    const PhysAddr one = take_frame(), two = take_frame();
    leave_frames(1);
    record(back_tcb_array(tcb, true) ? 1 : 0);  // needs two
    record(free_frame_count());
    free_frame(one);
    record(back_tcb_array(tcb, true) ? 1 : 0);
    record(free_frame_count());
    free_frame(two);
    record(back_tcb_array(neighbour, true) ? 1 : 0);  // needs one
    record(free_frame_count());
    record(back_tcb_array(tcb, true) ? 1 : 0);  // needs none
}

void read_without_memory(Numbers& numbers) {
    run_in_new_space(numbers);
    const VirtAddr tcb = tcb_address(draw_thread(numbers, 0));
    leave_frames(0);
    record(word_at(tcb, numbers.below(words_per_page / 2)));
    record(back_tcb_array(tcb, false) ? 1 : 0);
    record(back_tcb_array(tcb, true) ? 1 : 0);
    record(word_at(tcb_address(draw_thread(numbers, 1))));
}

void write_when_memory_comes(Numbers& numbers) {
    const AddressSpace there = create_address_space();
    const AddressSpace here = space_of(run_in_new_space(numbers));
    const VirtAddr tcb = tcb_address(draw_thread(numbers, 0));
    const PhysAddr one = take_frame(), two = take_frame();
    leave_frames(0);
    record(word_at(tcb));
    free_frame(one);
    free_frame(two);
    load_page_directory(there.directory);
    word_at(tcb) = numbers.next();
    load_page_directory(here.directory);
    record(word_at(tcb));
}

void release_and_read(Numbers& numbers) {
    run_in_new_space(numbers);
    const ThreadNumber number = draw_thread(numbers, 0);
    const VirtAddr tcb = tcb_address(number);
    word_at(tcb) = numbers.next();
    record(word_at(tcb));
    soil(array_entry(tcb).frame(), numbers);
    release_tcb_frame(task_of_thread(number),
                      number.value % threads_per_task / tcbs_per_frame);
    record(word_at(tcb, 1));  // word 0 is where a list would write
    record(take_zeroed_frame().raw());
}

void release_and_count(Numbers& numbers) {
    run_in_new_space(numbers);
    const ThreadNumber number = draw_thread(numbers, 0);
    const TaskNumber task = task_of_thread(number);
    word_at(tcb_address(number)) = 1;
    record(free_frame_count());
    record_account(task);
    release_tcb_frame(task, number.value % threads_per_task / tcbs_per_frame);
    record(free_frame_count());
    record_account(task);
    record(array_entry(tcb_address(number)).word());
}

}  // namespace kumquat
