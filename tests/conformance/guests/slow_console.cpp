// slow_console.cpp -- a character takes its time, and the clock does not wait for it.
// In Bochs, that is: QEMU's serial port takes none.
#include "tests/conformance/guests/info_page.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t characters = 300;  // 26 ms
constexpr uint64_t measured_us = 20'000, tolerance_us = 2'500;
char text[characters + 1];

uint64_t time_stamp() {
    uint64_t value;
    asm volatile("rdtsc" : "=A"(value));
    return value;
}

struct Moment {
    uint64_t us, stamp;
};

/// The next tick.
Moment tick() {
    const uint64_t before = clock_us();
    while (clock_us() == before) {
    }
    return {clock_us(), time_stamp()};
}

/// How many microseconds the clock is behind the processor's own, in the time that this takes.
uint32_t lost_us(Code code) {
    const Moment first = tick();
    Moment second = first;
    while (second.us < first.us + measured_us) {
        second = tick();
    }
    code();
    const Moment third = tick();
    const uint32_t stamps_per_us = static_cast<uint32_t>(second.stamp - first.stamp) /
                                   static_cast<uint32_t>(second.us - first.us);
    const uint32_t true_us =
        static_cast<uint32_t>(third.stamp - second.stamp) / stamps_per_us;
    const uint32_t clock = static_cast<uint32_t>(third.us - second.us);
    return true_us > clock ? true_us - clock : 0;
}

void print_text() {
    asm volatile("int3; cmpb $2, %%al" : : "a"(text) : "memory", "cc");
}

void stop_three_threads() {
    for (uint32_t i = 1; i <= 3; ++i) {
        start(i, [] { asm volatile("ud2"); });
    }
    let_others_run();
}

volatile uint32_t has_run = 0;

/// A tick came while the kernel told that a thread has stopped. It is not left for the next call,
/// which hands the processor to a thread that has no time of its own.
void stop_and_send() {
    start(4, [] {
        wait();
        has_run = 1;
        sleep_for_ever();
    });
    let_others_run();
    set_timeslice(helper(4), without_time);
    start(5, [] { asm volatile("ud2"); });
    thread_switch(helper(5));
    send(helper(4), 0, 0, wait_for_ever);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    take_info_page();
    for (uint32_t i = 0; i < characters; ++i) {
        text[i] = i % 50 == 49 ? '\n' : '.';
    }
    claim_that("info.14 int3.5", "no tick is lost while a text is printed",
               lost_us(print_text) <= tolerance_us);
    claim_that("info.14 exc.none.1",
               "nor while the kernel tells that threads have stopped",
               lost_us(stop_three_threads) <= tolerance_us);
    stop_and_send();
    claim("sched.4 schedule.6", "then a message still hands the processor over", 1,
          has_run);
    finish_claims();
}
