// guest_turns.cpp -- nobody is interrupted here: threads stop, yield, and hand over.
#include "labs/lab03-threads/guest_tests.hpp"
#include "labs/lab03-threads/scenes.hpp"
#include "labs/lab03-threads/stage.hpp"

namespace kumquat {

namespace {

constexpr uint32_t slice_us = 10'000;

uint32_t number_of_owner() { return slice_owner->id.lthread(); }

void say_who() { record(own_number()); }

void say_who_some_times() {
    for (uint32_t i = 0; i < rounds_of_turns; ++i) {
        record(own_number());
        give_time_up();
    }
}

}  // namespace

void run_by_priority(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            for (uint32_t i = 1; i <= players; ++i) {
                cast_ready(i, static_cast<int>(1 + numbers.below(6)), slice_us,
                           say_who);
            }
            let_them_play();
        },
        first_numbers);
}

void take_turns(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const int priority = static_cast<int>(1 + numbers.below(200));
            for (uint32_t i = 0; i < players; ++i) {
                cast_ready(1 + (i * 5 + 2) % players, priority, slice_us,
                           say_who_some_times);
            }
            let_them_play();
        },
        first_numbers);
}

void own_the_slice(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            for (uint32_t i = 1; i <= players; ++i) {
                cast_ready(i, static_cast<int>(1 + numbers.below(200)), slice_us, [] {
                    record(own_number());
                    record(number_of_owner());
                });
            }
            let_them_play();
        },
        first_numbers);
}

// Nobody is left but the idle thread; and when somebody is, it must not come again.
void be_idle(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            cast_idle([] {
                record(0x1D7E);
                record(number_of_owner());
                make_ready(actor(2));
                Tcb& idle = current_thread();
                make_ready(idle);
                run_next(SwitchReason::preempt);
                record(0xBAD);
            });
            cast_ready(1, static_cast<int>(1 + numbers.below(200)), slice_us, say_who);
            cast(2, static_cast<int>(numbers.below(3)), slice_us, [] {
                record(own_number());
                give_time_up();
                record(own_number());
                finish_test();
            });
            stop();
        },
        first_numbers);
}

// Who has no timeslice of its own runs when somebody hands over to it, and only then.
void run_on_donated_time(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const int priority = static_cast<int>(2 + numbers.below(100));
            cast_ready(1, priority + 1, 0, say_who);
            cast_ready(2, priority, slice_us, [] {
                record(own_number());
                give_time_to(actor(1));
                record(own_number());
            });
            cast_ready(3, priority - 1, slice_us, say_who);
            let_them_play();
        },
        first_numbers);
}

}  // namespace kumquat
