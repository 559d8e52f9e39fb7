// program_birth.cpp -- lab 9, stage 2: who may create what, and how it begins.
#include "labs/lab09-tasks-and-clans/program_tests.hpp"

#include "labs/common/counted.hpp"

extern "C" const uint8_t helper_begins[];

namespace kumquat::user {

namespace {

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

/// A pager that tells of the first fault, and is a nurse then.
void witness() {
    CallRegisters r{.eax = SendDescriptor::nil_word,
                    .ebp = ReceiveDescriptor::open_bit};
    raw_ipc(&r);
    tell(0, ThreadId{r.esi, r.edi});
    tell(2, r.edx);
    tell(3, r.ebx);
    // Not answered: the thread waits on, and begins again when it is moved.
}

/// What the member that is told next does.
struct {
    ThreadId wish;
    uint32_t place, stack, mcp;
} order;

void create_with_nurse() {
    const ThreadId pager = start_nurse(order.stack + 1);
    tell_answer(order.place,
                new_task(order.wish, tell_own_id, order.stack, pager, order.mcp));
}

void create(
    uint32_t member, ThreadId wish, uint32_t place, uint32_t stack, uint32_t mcp) {
    order = {wish, place, stack, mcp};
    let(member, create_with_nurse);
}

TaskNumber wanted(uint32_t member) {
    return member == lab09::nobodys ? free_number(numbers, 0)
                                    : member_task(numbers, member);
}

void trespass() {
    const ThreadId id = ThreadId::make(wanted(order.stack), 0, kernel_task);
    tell_answer(order.place,
                new_task(id, do_nothing, 0, myself().with_lthread(nurse_lthread), 255));
    tell_answer(order.place + 3, hand_on(id.task(), myself().task()));
}

void say_that_we_live() { tell(order.place, order.place); }

volatile uint32_t generation;

/// The first thread of each generation creates the next, gives it all numbers that are left, and is its
/// pager then.
void deepen() {
    const uint32_t mine = generation;
    const CallRegisters born =
        new_task(ThreadId::make(free_number(numbers, mine), 0, kernel_task), deepen,
                 mine, myself(), 255);
    tell_answer(3 * mine, born);
    if (born.eax != 0) {
        return;
    }
    for (uint32_t i = mine + 1; i <= lab09::generations; ++i) {
        const CallRegisters given =
            hand_on(free_number(numbers, i), free_number(numbers, mine));
        if (i == lab09::generations) {
            tell_answer(3 * (lab09::generations + 1 + mine), given);
        }
    }
    generation = mine + 1;
    nurse();
}

}  // namespace

void first_task(Numbers& drawn) {
    gather(drawn);
    start(1, witness);
    let_others_run();
    const CallRegisters born =
        new_task(lab09::wish_for_task(drawn, 0), do_nothing, 0, helper(1), 255);
    tell_answer(4, born);
    tell(7, address_of(helper_begins));
    let_others_run();
}

void new_names(Numbers& drawn) {
    gather(drawn);
    tell_answer(0, new_task(lab09::wish_for_task(drawn, 0), tell_own_id, 0,
                            start_roots_nurse(), 255));
    let_others_run();
}

void trespassers(Numbers& drawn) {
    gather(drawn);
    for (uint32_t i = 0; i < lab09::trespass_count; ++i) {
        order = {ThreadId::nil(), 6 * i, lab09::trespasses[i].member, 0};
        let(lab09::trespasses[i].by, trespass);
    }
    for (uint32_t member = 1; member <= lab09::members; ++member) {
        order.place = 100 + member;
        let(member, say_that_we_live);
    }
    tell_answer(110, new_task(lab09::wish_for_task(drawn, 0), tell_own_id, 0,
                              start_roots_nurse(), 255));
    let_others_run();
}

void kernels_numbers(Numbers& drawn) {
    gather(drawn);
    for (uint32_t number = 0; number <= root_task.value; ++number) {
        const ThreadId id = ThreadId::make({number}, 0, kernel_task);
        tell_answer(6 * number, new_task(id, do_nothing, 0, main_thread(), 255));
        tell_answer(6 * number + 3, hand_on({number}, root_task));
    }
}

void any_thread(Numbers& drawn) {
    gather(drawn);
    order = {lab09::wish_for_task(drawn, 0), 0, 0, 255};
    start(3, [] {
        tell_answer(0,
                    new_task(order.wish, tell_own_id, 0, helper(nurse_lthread), 255));
    });
    start_roots_nurse();
    let_others_run();
}

void limits_of_priority(Numbers& drawn) {
    gather(drawn);
    for (uint32_t member = 1; member <= 3; ++member) {
        hand_on(free_number(drawn, member), member_task(drawn, member));
    }
    tell_answer(0, new_task(lab09::wish_for_task(drawn, 0), do_nothing, 0,
                            start_roots_nurse(), 300));
    create(1, lab09::wish_for_task(drawn, 1), 3, 2, 255);
    create(2, lab09::wish_for_task(drawn, 2), 6, 4, lab09::mcp_of(drawn, 2) - 7);
    create(3, lab09::wish_for_task(drawn, 3), 9, 6, 0x105);
    let_others_run();
}

void number_handed_on(Numbers& drawn) {
    gather(drawn);
    tell_answer(0, hand_on(free_number(drawn, 1), member_task(drawn, 2)));
    tell_answer(3, hand_on(free_number(drawn, 2), member_task(drawn, 6)));
    tell_answer(6, new_task(lab09::wish_for_task(drawn, 1), do_nothing, 0,
                            start_roots_nurse(), 255));
    create(2, lab09::wish_for_task(drawn, 1), 9, 2, 255);
    create(6, lab09::wish_for_task(drawn, 2), 12, 4, 255);
    let_others_run();
}

void heir_who_is_nobody(Numbers& drawn) {
    gather(drawn);
    tell_answer(0, hand_on(free_number(drawn, 1), free_number(drawn, 2)));
    tell_answer(3, hand_on(free_number(drawn, 3), kernel_task));
    tell_answer(6, new_task(lab09::wish_for_task(drawn, 1), tell_own_id, 0,
                            start_roots_nurse(), 255));
    tell_answer(9, new_task(lab09::wish_for_task(drawn, 3), tell_own_id, 1,
                            helper(nurse_lthread), 255));
    hand_on(free_number(drawn, 4), member_task(drawn, 2));
    let(2, [] {
        tell_answer(12, hand_on(free_number(numbers, 4), free_number(numbers, 2)));
    });
}

void deepest_family(Numbers& drawn) {
    gather(drawn);
    start(1, deepen);
    for (uint32_t i = 0; i < 8; ++i) {
        let_others_run();
    }
}

void count_a_birth(Numbers& drawn) {
    gather(drawn);
    const ThreadId wish = lab09::wish_for_task(drawn, 0);
    tell(0, counted([=] { new_task(wish, do_nothing, 0, main_thread(), 255); }));
}

}  // namespace kumquat::user
