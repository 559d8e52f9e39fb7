// program_schedule.cpp -- lab 9, stage 5: who may say how important a thread is.
#include "labs/lab09-tasks-and-clans/program_tests.hpp"

#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t only_ask = 0xFFFFFFFF;

/// All that the call tells but the times.
void tell_schedule(uint32_t place, const CallRegisters& r) {
    tell(place, r.eax);
    tell(place + 1, ThreadId{r.esi, r.edi});
    tell(place + 3, ThreadId{r.ebx, r.ebp});
}

void ask(uint32_t place, ThreadId thread) {
    tell_schedule(place, schedule(thread, only_ask));
}

volatile uint32_t steps;
/// Tell, at this place, the how manieth it was.
void tell_step(uint32_t place) {
    steps = steps + 1;
    tell(place, steps);
}

void wait_closed() { receive(main_thread(), wait_for_ever); }
/// A server, when it has answered: it waits for anybody.
void serve() {
    receive(main_thread(), wait_for_ever);
    reply_and_wait(send_registers, main_thread(), 1, 2);
}
void send_to_sleeper() { send(helper(3), 1, 2, wait_for_ever); }
void sleep_long() { sleep_for_ever(); }
template <uint32_t place>
void come_by() {
    tell_step(place);
}

/// What member 1 does: three calls of thread_schedule, each answer told.
struct {
    ThreadId thread;
    uint32_t parameters, place;
} order;

void schedule_as_told() {
    tell_schedule(order.place, schedule(order.thread, order.parameters));
}

void let_schedule(uint32_t member,
                  ThreadId thread,
                  uint32_t parameters,
                  uint32_t place) {
    order = {thread, parameters, place};
    let(member, schedule_as_told);
}

void count_up() {
    for (;;) {
        steps = steps + 1;
    }
}

}  // namespace

void questions(Numbers& drawn) {
    gather(drawn);
    const Code codes[] = {wait_closed, send_to_sleeper, sleep_long, serve};
    for (uint32_t i = 0; i < 4; ++i) {
        start(4 - i, codes[3 - i]);
    }
    let_others_run();
    call(helper(4), 1, 2);
    let_others_run();
    for (uint32_t i = 0; i < 4; ++i) {
        ask(10 * i, helper(1 + i));
    }
    ask(40, main_thread());
    // Time that is used counts, and time that is slept does not.
    const uint32_t slept = schedule(helper(1), only_ask).ecx;
    const uint32_t before = schedule(main_thread(), only_ask).ecx;
    for (uint32_t i = 0; i < 1'500'000; ++i) {
        steps = i;
    }
    const CallRegisters after = schedule(main_thread(), only_ask);
    tell(50, after.ecx - before);
    tell(51, after.edx);
    tell(52, schedule(helper(1), only_ask).ecx - slept);
}

void up_and_down(Numbers& drawn) {
    gather(drawn);
    const uint32_t high = lab09::high_priority(drawn), low = lab09::low_priority(drawn);
    start(1, come_by<0>);
    tell_schedule(10, schedule(helper(1), high));
    tell_step(1);
    start(2, come_by<2>);
    tell_schedule(20, schedule(helper(2), low));
    let_others_run();
    tell_step(3);
    ask(30, helper(2));
    sleep_ms(2);
    tell_step(4);
    start(3, come_by<5>);
    schedule(main_thread(), low);
    tell_step(6);
    schedule(main_thread(), 16);
    start(4, come_by<7>);
    schedule(helper(4), 0);
    sleep_ms(2);
    tell_step(8);
    ask(40, helper(4));
}

void limits(Numbers& drawn) {
    gather(drawn);
    const uint32_t mcp = lab09::mcp_of(drawn, 1);
    const ThreadId thread = actor(1).with_lthread(1);
    try_in(1, sleep_long);
    let_schedule(1, thread, lab09::slice_word(drawn, 0) | mcp, 0);
    let_schedule(1, thread, lab09::slice_word(drawn, 1) | (mcp + 1), 10);
    let_schedule(1, thread, lab09::slice_word(drawn, 2) | 255, 20);
    let_schedule(1, thread, only_ask, 30);
}

void out_of_reach(Numbers& drawn) {
    gather(drawn);
    const uint32_t mcp = lab09::mcp_of(drawn, 1);
    start(1, sleep_long);
    start(2, sleep_long);
    let_others_run();
    schedule(helper(1), mcp + 1);
    schedule(helper(2), mcp);
    let_schedule(1, helper(1), 3, 0);
    let_schedule(1, helper(2), 7, 10);
    ask(20, helper(1));
    ask(30, helper(2));
    tell(40, schedule(helper(20), 5).eax);
    tell(41, schedule(ThreadId::nil(), 5).eax);
    tell(42, schedule(ThreadId::make(free_number(drawn, 0), 0, root_task), 5).eax);
    let_schedule(1, helper(1), only_ask, 50);
}

void only_asking(Numbers& drawn) {
    gather(drawn);
    start(1, sleep_long);
    let_others_run();
    schedule(helper(1), lab09::slice_word(drawn, 0) | lab09::low_priority(drawn),
             helper(5));
    tell_schedule(0, schedule(helper(1), only_ask, helper(6)));
    ask(10, helper(1));
}

void slices(Numbers& drawn) {
    gather(drawn);
    start(1, sleep_long);
    let_others_run();
    for (uint32_t i = 0; i < lab09::slices_set; ++i) {
        schedule(helper(1), lab09::slice_word(drawn, i) | 16);
        ask(10 * i, helper(1));
    }
    schedule(helper(1), 0x7B000010);  // exponent 0
    ask(10 * lab09::slices_set, helper(1));
}

void donated_time(Numbers& drawn) {
    gather(drawn);
    constexpr uint32_t no_time = 1u << 20;
    start(1, count_up);
    schedule(helper(1), no_time | 10);
    schedule(main_thread(), 5);
    tell(0, steps);
    schedule(main_thread(), 16);
    sleep_ms(3);
    tell(1, steps);
    schedule(main_thread(), 0x04B00010);  // a millisecond to give
    schedule(helper(1), no_time | 200);
    thread_switch(helper(1));
    tell(2, steps);
}

void preempters(Numbers& drawn) {
    gather(drawn);
    start(1, sleep_long);
    let_others_run();
    const ThreadId one = member_id(drawn, 3, 5), other = member_id(drawn, 6, 8);
    tell_schedule(0, schedule(helper(1), 16, one));
    tell_schedule(10, schedule(helper(1), 16, ThreadId::invalid()));
    tell_schedule(20, schedule(helper(1), 16, ThreadId::nil()));
    tell_schedule(30, schedule(helper(1), 16, other));
    ask(40, helper(1));
}

void inheritance(Numbers& drawn) {
    gather(drawn);
    const ThreadId pager = start_roots_nurse();
    // Longer than the 10 ms with which threads begin, whatever is drawn.
    schedule(main_thread(), lab09::slice_word(drawn, 1) | lab09::low_priority(drawn));
    tell_answer(0, new_task(lab09::wish_for_task(drawn, 0), do_nothing, 0, pager, 255));
    schedule(main_thread(), lab09::slice_word(drawn, 0) | 16);
    ask(10, ThreadId::make(free_number(drawn, 0), 0, root_task));
}

/// A thread above us wakes up while we delete a large task.
void woken_by_a_deletion(Numbers& drawn) {
    gather(drawn);
    make_large(2);
    start(1, [] {
        tell(lab09::place_of_sleep, counted([] { sleep_ms(1); }));
        tell_step(0);
    });
    schedule(helper(1), lab09::high_priority(drawn));
    thread_switch(helper(1));
    hand_on(member_task(drawn, 2), root_task);
    tell_step(1);
}

}  // namespace kumquat::user
