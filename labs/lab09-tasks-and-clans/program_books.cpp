// program_books.cpp -- lab 9, stage 6: what tasks cost the kernel, and whether it comes back.
// Two greedy tasks touch one page after the other, each 4 MB from the last: each takes a page table
// more. Their pager gives them all the same page.
#include "labs/lab09-tasks-and-clans/program_tests.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t greedy_tasks = 2, first_place = 0x01000000, most_places = 700;
constexpr uint32_t feeder = 1;

/// How many pages were given since the beginning of the round, before there was no memory left.
volatile uint32_t pages_given;
volatile bool is_over;

void feed() {
    pages_given = 0;
    is_over = false;
    IpcResult fault = wait();
    for (;;) {
        const bool is_greed = (fault.w0 & ~3u) >= first_place;
        const uint32_t order = is_greed ? page_order : 16;
        const uint32_t what =
            is_greed ? roots_memory.low : Fpage::align(fault.w0, order);
        const IpcResult given = ipc(send_fpage, nothing_to_receive, both_zero,
                                    fault.sender, Fpage::align(fault.w0, order),
                                    Fpage::make(what, order, Fpage::write_bit).word());
        if (!given.ok()) {
            is_over = true;
            return;
        }
        pages_given = pages_given + 1;
        fault = wait();
    }
}

void touch_all() {
    for (uint32_t i = 0; i < most_places; ++i) {
        const uint32_t address = first_place + i * 0x400000;
        static_cast<void>(*reinterpret_cast<volatile uint32_t*>(uintptr_t{address}));
    }
}

ThreadId bare(uint32_t index) {
    return ThreadId::make(free_number(numbers, index), 0, kernel_task);
}

/// \param place  EAX of the creations, the pages, whether it came to an end
void let_them_take_all(uint32_t place) {
    start(feeder, feed);
    let_others_run();
    for (uint32_t i = 0; i < greedy_tasks; ++i) {
        tell(place + i, new_task(bare(i), touch_all, i, helper(feeder), 255).eax);
    }
    for (uint32_t i = 0; i < 200 && !is_over; ++i) {
        let_others_run();
    }
    tell(place + 2, pages_given);
    tell(place + 3, is_over ? 1 : 0);
}

void end_them(uint32_t place) {
    for (uint32_t i = 0; i < greedy_tasks; ++i) {
        tell(place + i, hand_on(free_number(numbers, i), root_task).eax);
    }
}

}  // namespace

void starving(Numbers& drawn) {
    gather(drawn);
    let_them_take_all(0);
    tell_answer(10, new_task(bare(5), do_nothing, 5, helper(nurse_lthread), 255));
    tell(13, exists(bare(5)) ? 1 : 0);
    end_them(4);
    tell_answer(14, new_task(lab09::wish_for_task(drawn, 5), tell_own_id, 6,
                             start_roots_nurse(), 255));
    let_others_run();
}

void starving_again(Numbers& drawn) {
    gather(drawn);
    for (uint32_t round = 0; round < 2; ++round) {
        let_them_take_all(10 * round);
        end_them(10 * round + 4);
    }
}

}  // namespace kumquat::user
