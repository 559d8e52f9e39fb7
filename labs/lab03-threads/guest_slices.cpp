// guest_slices.cpp -- ticks come, and others become ready: who must go, and who may stay?
#include "labs/lab03-threads/guest_tests.hpp"
#include "labs/lab03-threads/scenes.hpp"
#include "labs/lab03-threads/stage.hpp"

#include "kernel/debug/trace.hpp"
#include "kernel/threads/clock.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr uint32_t long_slice_us = 1'000'000;

GUEST_OWN uint32_t ticks_left;

void say_who() { record(own_number()); }

/// Leave one's number with each tick, until enough have passed.
void tick_for_ever() {
    while (ticks_left > 0) {
        --ticks_left;
        note_tick();
    }
    finish_test();
}

void note_ticks(uint32_t count) {
    for (; count > 0; --count) {
        note_tick();
    }
}

// What an actor knows of the scene.
GUEST_OWN uint32_t ticks_before, ticks_behind;
GUEST_OWN uint32_t revived;  // 1 to this: who is to be revived

/// Leave one's number before each of them is revived, and behind the last.
void revive_all() {
    for (uint32_t i = 1; i <= revived; ++i) {
        record(own_number());
        revive(actor(i));
    }
    record(own_number());
}

void let_a_tick_pass_without_a_switch() {
    const uint64_t before = clock_now_us();
    while (clock_now_us() == before) {
        take_interrupts_without_switch();
    }
}

}  // namespace

void tick_along(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const int priority = static_cast<int>(1 + numbers.below(200));
            for (uint32_t i = 1; i <= slice_players; ++i) {
                cast_ready(i, priority, draw_slice_us(numbers, i - 1), tick_for_ever);
            }
            ticks_left = slice_ticks_watched;
            let_them_play();
        },
        first_numbers);
}

// 1 works, sleeps, is revived by its equal 2, and works on.
void sleep_within_a_slice(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            ticks_before = 1 + numbers.below(3);
            ticks_left = slice_ticks_watched;
            cast_ready(1, 9, 5'000, [] {
                note_ticks(ticks_before);
                stop();
                tick_for_ever();
            });
            cast_ready(2, 9, 5'000, [] {
                record(own_number());
                revive_later(actor(1));
                give_time_up();
                record(own_number());
                finish_test();
            });
            let_them_play();
        },
        first_numbers);
}

// 1 works for some ticks, and then 2 on the time of 1.
void charge_the_owner(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            ticks_before = 1 + numbers.below(4);
            ticks_behind = 5 + numbers.below(4);
            cast_ready(1, 9, 50'000, [] {
                note_ticks(ticks_before);
                give_time_to(actor(2));
            });
            cast_ready(2, 9, 40'000, [] {
                note_ticks(ticks_behind);
                record(static_cast<uint32_t>(actor(1).remaining_us));
                record(static_cast<uint32_t>(actor(2).remaining_us));
                record(static_cast<uint32_t>(actor(1).cpu_time_us));
                record(static_cast<uint32_t>(actor(2).cpu_time_us));
                finish_test();
            });
            let_them_play();
        },
        first_numbers);
}

// 1 gives its time to 2; meanwhile 3 waits, and 4 begins to wait.
void end_a_donated_slice(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            ticks_before = 1;
            ticks_left = slice_ticks_watched;
            cast_ready(1, 9, draw_slice_us(numbers, 0), [] {
                note_ticks(ticks_before);
                give_time_to(actor(2));
                tick_for_ever();
            });
            cast_ready(2, 9, draw_slice_us(numbers, 1), [] {
                revive_later(actor(4));
                tick_for_ever();
            });
            cast_ready(3, 9, draw_slice_us(numbers, 2), tick_for_ever);
            cast(4, 9, draw_slice_us(numbers, 3), tick_for_ever);
            let_them_play();
        },
        first_numbers);
}

// One revives many, some of them more important than itself.
void wake_more_important_ones(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            revived = players;
            for (uint32_t i = 1; i <= players; ++i) {
                const uint32_t priority = numbers.below(9);
                cast(i, static_cast<int>(priority < 4 ? 1 + priority : 6 + priority),
                     long_slice_us, say_who);
            }
            cast_ready(players + 1, 9, long_slice_us, revive_all);
            let_them_play();
        },
        first_numbers);
}

void wake_equals(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const int priority = static_cast<int>(1 + numbers.below(200));
            revived = 1 + numbers.below(players);
            for (uint32_t i = 1; i <= revived; ++i) {
                cast(i, priority, long_slice_us, say_who);
            }
            cast_ready(players + 1, priority, long_slice_us, revive_all);
            let_them_play();
        },
        first_numbers);
}

// 1 works, is preempted by 3, and works on; its equal 2 waits all the time.
void go_first_again(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            ticks_before = 1 + numbers.below(3);
            ticks_left = slice_ticks_watched;
            cast_ready(1, 9, 5'000, [] {
                note_ticks(ticks_before);
                revive(actor(3));
                tick_for_ever();
            });
            cast_ready(2, 9, 5'000, [] {
                record(own_number());
                finish_test();
            });
            cast(3, 10, long_slice_us, say_who);
            let_them_play();
        },
        first_numbers);
}

namespace {

GUEST_OWN int new_priority;  // of 2; 0: it stays as it is

void set_own_priority(int priority) {
    Tcb& self = current_thread();
    change_schedule(self, priority, self.timeslice_us);
    trace_thread_priority(self, self, priority, self.timeslice_us);
}

/// 2 runs on the time of 1, and revives 3, whose priority lies between theirs.
void play_the_owner(Numbers& numbers, bool owner_is_low) {
    const auto low = static_cast<int>(1 + numbers.below(60));
    const auto middle = low + 1 + static_cast<int>(numbers.below(60));
    const auto high = middle + 1 + static_cast<int>(numbers.below(60));
    new_priority = owner_is_low ? high : 0;
    cast_ready(1, owner_is_low ? low : high, long_slice_us, [] {
        record(own_number());
        give_time_to(actor(2));
        record(own_number());
    });
    cast_ready(2, low, long_slice_us, [] {
        if (new_priority != 0) {
            set_own_priority(new_priority);
        }
        record(own_number());
        revive(actor(3));
        record(own_number());
        record(slice_owner->id.lthread());
    });
    cast(3, middle, long_slice_us, say_who);
    let_them_play();
}

}  // namespace

void run_for_a_low_owner(Numbers& first_numbers) {
    begin_stage([](Numbers& numbers) { play_the_owner(numbers, true); }, first_numbers);
}

void run_for_a_high_owner(Numbers& first_numbers) {
    begin_stage([](Numbers& numbers) { play_the_owner(numbers, false); },
                first_numbers);
}

// In the middle of something long, 1 lets interrupts in, but must not be switched.
void switch_later(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const int priority = static_cast<int>(1 + numbers.below(200));
            cast_ready(1, priority, 1'000, [] {
                record(own_number());
                let_a_tick_pass_without_a_switch();
                record(own_number());
                preempt_if_needed();
                record(own_number());
                preempt_if_needed();
                record(own_number());
            });
            cast_ready(2, priority, long_slice_us, [] {
                record(own_number());
                give_time_up();
                record(own_number());
            });
            let_them_play();
        },
        first_numbers);
}

}  // namespace kumquat
