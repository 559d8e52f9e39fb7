// scheduling_claims.cpp -- a root task that tries priorities, timeslices and their donation.
// All threads are its own. They hold whatever the discipline of the ready queue.
#include "tests/kernel/guests/claims.hpp"
#include "user/lib/program.hpp"
#include "user/lib/raw_calls.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t stack_words = 256, helper_count = 4;
uint32_t stacks[helper_count + 1][stack_words];
constexpr TimeoutWord receive_5_ms{0x4E00000C}, receive_20_ms{0x4E00000B},
    receive_80_ms{0x4E00000A};
constexpr TimeoutWord both_zero{0x00000011};
constexpr uint32_t only_ask = 0xFFFFFFFF, normal = 16;
constexpr uint32_t slice_zero = 0x00F00000, slice_10_ms = 0x27B00000,
                   slice_20_ms = 0x4EB00000, slice_1_ms = 0x04B00000;

volatile uint32_t steps[helper_count + 1];

ThreadId helper(uint32_t number) { return root_id.with_lthread(number); }

void start(uint32_t number, void (*code)()) {
    start_thread(number, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code)),
                 static_cast<uint32_t>(
                     reinterpret_cast<uintptr_t>(stacks[number] + stack_words)),
                 root_id);
}

void park(uint32_t number) {
    start(number, sleep_for_ever);
    thread_switch(ThreadId::nil());
}

CallRegisters schedule(ThreadId thread, uint32_t param) {
    CallRegisters registers{.eax = param,
                            .ebx = 0xFFFFFFFF,
                            .ebp = 0xFFFFFFFF,
                            .esi = thread.low(),
                            .edi = thread.high()};
    raw_thread_schedule(&registers);
    return registers;
}

uint32_t state_of(uint32_t number) {
    return schedule(helper(number), only_ask).eax >> 16 & 0xF;
}

void count_steps() {
    const uint32_t number = myself().lthread();
    for (;;) {
        steps[number] = steps[number] + 1;
    }
}

uint64_t now() {
    uint64_t value;
    asm volatile("rdtsc" : "=A"(value));
    return value;
}

/// Compute for a number of milliseconds of the machine's own time.
void compute(uint32_t milliseconds) {
    const uint64_t end = now() + uint64_t{milliseconds} * 1'000'000;
    while (now() < end) {
    }
}

// --- claims ---

void states_are_told() {
    start(1, count_steps);
    claim("state.ready", 0, state_of(1));
    park(1);
    claim("state.waiting_for_a_message", 0xC, state_of(1));
    start(1, [] { send(helper(2), 0, 0, wait_for_ever); });
    park(2);
    claim("state.waiting_to_send", 0xD, state_of(1));
    claim("state.partner_of_a_sender", helper(2).low(),
          schedule(helper(1), only_ask).esi);
    start(1, [] { *reinterpret_cast<volatile uint32_t*>(uintptr_t{0x9F000000}) = 1; });
    thread_switch(ThreadId::nil());
    claim("state.in_a_page_fault", 1, state_of(1));
    start_thread(3, 0xFFFFFFFF, 0, root_id);
    claim("state.dead", 0xF, state_of(3));
    claim("state.of_nobody", 0xFFFFFFFF, schedule(helper(99), only_ask).eax);
    park(1);
}

void parameters_come_back() {
    schedule(helper(1), slice_20_ms | 7);
    const uint32_t param = schedule(helper(1), slice_10_ms | normal).eax;
    claim("schedule.old_priority", 7, param & 0xFF);
    const uint32_t us = (param >> 24) << (2 * (15 - (param >> 20 & 0xF)));
    claim("schedule.old_timeslice", 0x4E * 256, us);
    schedule(helper(1), slice_zero | normal);
    const uint32_t zero = schedule(helper(1), slice_10_ms | normal).eax;
    claim("schedule.timeslice_zero_comes_back", 0, zero >> 24);
    claim("schedule.its_exponent_is_not_zero", 1, (zero >> 20 & 0xF) != 0 ? 1 : 0);
}

void time_is_counted() {
    const CallRegisters before = schedule(root_id, only_ask);
    compute(20);
    const CallRegisters after = schedule(root_id, only_ask);
    const uint32_t us = after.ecx - before.ecx;
    claim("schedule.consumed_time", 1, us >= 18'000 && us <= 22'000 ? 1 : 0);
    claim("schedule.consumed_time_high_word", 0, after.edx);
}

void priorities_take_effect_at_once() {
    steps[1] = 0;
    start(1, [] {
        steps[1] = 1;
        sleep_for_ever();
    });
    schedule(helper(1), 50);
    claim("schedule.raised_above_us_it_runs_at_once", 1, steps[1]);
    schedule(helper(1), 10);
    start(1, [] {
        steps[1] = 2;
        sleep_for_ever();
    });
    compute(15);
    claim("schedule.lowered_below_us_it_waits", 1, steps[1]);
    schedule(root_id, 5);
    claim("schedule.lowering_oneself_yields", 2, steps[1]);
    schedule(root_id, normal);
    schedule(helper(1), normal);
}

/// How far two helpers came in 80 ms that they have for themselves.
struct Race {
    uint32_t first, second;
};

Race race() {
    const uint32_t first = steps[1], second = steps[2];
    sleep(receive_80_ms);
    return {steps[1] - first, steps[2] - second};
}

void equals_share_the_time() {
    start(1, count_steps);
    start(2, count_steps);
    const Race even = race();
    claim("slices.equals_share_evenly", 1,
          even.first > even.second / 2 && even.second > even.first / 2 ? 1 : 0);
    schedule(helper(1), slice_20_ms | 10);
    schedule(helper(2), slice_1_ms | 10);
    const Race uneven = race();
    claim("slices.a_longer_one_gets_more", 1,
          uneven.second > 100 && uneven.first / 4 > uneven.second ? 1 : 0);
    park(1);
    park(2);
    schedule(helper(1), slice_10_ms | normal);
    schedule(helper(2), slice_10_ms | normal);
}

void without_time_of_its_own() {
    park(1);
    schedule(helper(1), slice_zero | normal);
    steps[1] = 0;
    start(1, count_steps);
    sleep(receive_20_ms);
    thread_switch(ThreadId::nil());
    claim("slice_zero.never_runs_by_itself", 0, steps[1]);
    claim("slice_zero.it_is_ready", 0, state_of(1));

    thread_switch(ThreadId::nil());  // a fresh timeslice to give away
    const uint64_t begin = now();
    thread_switch(helper(1));
    const uint64_t milliseconds_10 = (now() - begin) >> 20;  // about 1.05 ms each
    claim("slice_zero.runs_on_donated_time", 1, steps[1] > 1000 ? 1 : 0);
    claim("slice_zero.no_longer_than_donated", 1,
          milliseconds_10 >= 7 && milliseconds_10 <= 11 ? 1 : 0);
    const uint32_t before = steps[1];
    sleep(receive_20_ms);
    claim("slice_zero.then_it_waits_again", before, steps[1]);

    static uint32_t seen;
    start(2, [] {
        schedule(helper(2), 50);
        for (;;) {
            sleep(receive_5_ms);
            seen = steps[1];
        }
    });
    thread_switch(ThreadId::nil());
    thread_switch(helper(1));
    claim("slice_zero.goes_on_after_a_preemption", 1, steps[1] > seen + 100 ? 1 : 0);
    park(2);
    schedule(helper(2), normal);

    schedule(helper(1), slice_10_ms | normal);
    const uint32_t while_zero = steps[1];
    sleep(receive_20_ms);
    claim("slice_zero.given_a_slice_it_runs", 1, steps[1] > while_zero ? 1 : 0);
    park(1);
}

void donations() {
    schedule(helper(1), 3);
    steps[1] = 0;
    start(1, count_steps);
    compute(15);
    claim("donation.a_lower_one_waits", 0, steps[1]);
    thread_switch(helper(1));
    const uint32_t once = steps[1];
    claim("donation.runs_whatever_its_priority", 1, once > 1000 ? 1 : 0);
    compute(15);
    claim("donation.ends_with_the_timeslice", once, steps[1]);
    park(1);
    thread_switch(helper(1));  // not ready: counts as nil
    claim("donation.to_a_thread_that_waits_is_a_yield", once, steps[1]);
    schedule(helper(1), normal);
}

void wakeups_preempt() {
    static volatile uint32_t woken;
    woken = 0;
    start(2, [] {
        schedule(helper(2), 50);
        sleep(receive_5_ms);
        woken = 1;
        sleep_for_ever();
    });
    thread_switch(ThreadId::nil());
    compute(9);
    claim("wakeup.of_a_higher_one_preempts", 1, woken);
    woken = 0;
    schedule(helper(2), 5);
    start(2, [] {
        sleep(receive_5_ms);
        woken = 1;
        sleep_for_ever();
    });
    sleep(receive_5_ms);  // it goes to sleep meanwhile
    compute(20);
    claim("wakeup.of_a_lower_one_does_not", 0, woken);
    sleep(receive_5_ms);
    claim("wakeup.it_runs_when_we_wait", 1, woken);
    schedule(helper(2), normal);
}

constexpr uint32_t crowd = 120, small_stack_words = 96;
uint32_t small_stacks[crowd][small_stack_words];
volatile uint32_t awake = 0;

/// A tick wakes them in several steps, with interrupts in between.
void a_crowd_wakes_with_one_tick() {
    for (uint32_t i = 0; i < crowd; ++i) {
        for (uint32_t& word : small_stacks[i]) {
            word = 0;
        }
    }
    const auto sleep_and_count = [] {
        sleep(receive_5_ms);
        awake = awake + 1;
        sleep_for_ever();
    };
    void (*const code)() = sleep_and_count;
    for (uint32_t i = 0; i < crowd; ++i) {
        start_thread(helper_count + 1 + i,
                     static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code)),
                     static_cast<uint32_t>(reinterpret_cast<uintptr_t>(
                         small_stacks[i] + small_stack_words)),
                     root_id);
    }
    sleep(receive_20_ms);
    claim("timeouts.a_crowd_wakes_with_one_tick", crowd, awake);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    for (uint32_t i = 1; i <= helper_count; ++i) {
        for (uint32_t& word : stacks[i]) {
            word = 0;  // there before it is needed: nobody serves our faults
        }
        if (i != 3) {
            park(i);
        }
    }
    states_are_told();
    parameters_come_back();
    time_is_counted();
    priorities_take_effect_at_once();
    equals_share_the_time();
    without_time_of_its_own();
    donations();
    wakeups_preempt();
    a_crowd_wakes_with_one_tick();
    finish_claims();
}
