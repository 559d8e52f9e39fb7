// guest_sleep.cpp -- deadlines, the queue of those who wait for them, and a small world of sleepers.
#include "labs/lab03-threads/guest_tests.hpp"
#include "labs/lab03-threads/scenes.hpp"
#include "labs/lab03-threads/stage.hpp"

#include "kernel/boot/info_page.hpp"
#include "kernel/threads/clock.hpp"
#include "kernel/threads/timeout_queue.hpp"
#include "kernel/threads/timeouts.hpp"
#include "kernel/x86/instructions.hpp"
#include "labs/common/counted.hpp"

namespace kumquat {

namespace {

TimeoutQueue queue;
Tcb threads[sleepers];

void record_both(uint64_t word) {
    record(static_cast<uint32_t>(word));
    record(static_cast<uint32_t>(word >> 32));
}

/// Everybody who is due. \return  how many
uint32_t wake_until(uint64_t now_us) {
    for (uint32_t woken = 0;; ++woken) {
        int looks = 1'000;
        const Tcb* const thread = queue.take_expired(now_us, looks);
        if (thread == nullptr || woken > sleepers) {
            return woken;
        }
        record(static_cast<uint32_t>(thread - threads));
    }
}

void set_deadlines_after(uint64_t now_us, Numbers& numbers) {
    info_page.clock_us = now_us;
    for (uint32_t i = 0; i < deadlines_set; ++i) {
        start_timeout(threads[i], draw_timeout(numbers));
        record_both(threads[i].deadline_us - now_us);
    }
}

GUEST_OWN uint32_t sleeps_left;
GUEST_OWN Numbers drawn{nullptr, 0};

/// Whoever has a tick to spare looks after the sleepers.
void serve_the_clock() {
    wait_for_interrupt();
    int looks = 1'000;
    while (Tcb* const thread = queue.take_expired(clock_now_us(), looks)) {
        revive(*thread);
    }
}

void sleep_again_and_again() {
    for (;;) {
        const uint64_t deadline = clock_now_us() + 500 + drawn.below(9'000);
        queue.insert(current_thread(), deadline);
        stop();
        record(own_number());
        record_both(deadline);
        record_both(clock_now_us());
        if (--sleeps_left == 0) {
            finish_test();
        }
    }
}

void work_for_ever() {
    for (;;) {
        serve_the_clock();
    }
}

}  // namespace

void set_deadlines(Numbers& numbers) {
    set_deadlines_after(numbers.below(1'000'000'000), numbers);
}

void set_late_deadlines(Numbers& numbers) {
    constexpr uint64_t an_hour_and_a_bit = uint64_t{1} << 32;
    set_deadlines_after(an_hour_and_a_bit - 1 - numbers.below(1'000), numbers);
}

void wake_in_order(Numbers& numbers) {
    for (uint32_t i = 0; i < sleepers; ++i) {
        queue.insert(threads[i], draw_deadline(numbers, i));
    }
    for (uint64_t now = 1'000; now < 1'000 + deadlines_apart; ++now) {
        record(0x1000 + wake_until(now));
    }
}

void wake_equals_in_order(Numbers& numbers) {
    const uint64_t deadline = 1 + numbers.below(1'000'000);
    for (uint32_t i = 0; i < sleepers; ++i) {
        queue.insert(threads[(i * 7 + 3) % sleepers], deadline);
    }
    record(0x1000 + wake_until(deadline - 1));
    record(0x1000 + wake_until(deadline));
}

void wake_late_ones(Numbers& numbers) {
    for (uint32_t i = 0; i < sleepers; ++i) {
        const uint64_t hours = (i * 7) % sleepers;
        queue.insert(threads[i], hours << 32 | numbers.next());
    }
    for (uint64_t hours = 1; hours <= sleepers; ++hours) {
        record(0x1000 + wake_until(hours << 32));
    }
}

void leave_early(Numbers& numbers) {
    for (uint32_t i = 0; i < sleepers; ++i) {
        queue.insert(threads[i], draw_deadline(numbers, i));
    }
    for (uint32_t i = 0; i < sleepers; ++i) {
        const Leaving leaving = draw_leaving(numbers, i);
        queue.remove(threads[leaving.sleeper]);
        queue.insert(threads[leaving.sleeper], leaving.deadline_us);
    }
    for (uint64_t now = 1'000; now < 1'000 + deadlines_apart; ++now) {
        record(0x1000 + wake_until(now));
    }
}

void sleep_and_work(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            drawn = numbers.others();
            sleeps_left = sleeps_watched;
            cast_ready(1, 5, config::default_timeslice_us, work_for_ever);
            for (uint32_t i = 2; i <= 1 + night_players; ++i) {
                cast_ready(i, static_cast<int>(6 + numbers.below(100)),
                           config::default_timeslice_us, sleep_again_and_again);
            }
            let_them_play();
        },
        first_numbers);
}

void count_the_last_sleeper(Numbers&) {
    for (uint32_t i = 0; i + 1 < sleepers; ++i) {
        queue.insert(threads[i], 1'000 * (i + 1));
    }
    record(counted([] { queue.insert(threads[sleepers - 1], 1'000 * sleepers); }));
}

}  // namespace kumquat
