// no_timeslice.cpp -- a thread with a timeslice of zero runs on what others give it.
#include "tests/conformance/guests/info_page.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

volatile uint32_t turns = 0;

void count_turns() {
    for (;;) {
        turns = turns + 1;
    }
}

void compute_for_three_ticks() {
    const uint64_t begin = clock_us();
    while (clock_us() - begin < 3 * tick_us) {
    }
}

void no_timeslice() {
    park(5);
    set_timeslice(helper(5), without_time);
    start(5, count_turns);
    turns = 0;
    for (uint32_t i = 0; i < 20; ++i) {
        thread_switch(ThreadId::nil());
    }
    sleep(receive_2_ms);
    claim("schedule.6", "a thread without timeslice never runs by itself", 0, turns);
    thread_switch(helper(5));
    claim_that("schedule.6 switch.2", "but on donated time", turns > 0);
    park(5);
    set_timeslice(helper(5), without_time);
    turns = 0;
    start(5, count_turns);
    compute_for_three_ticks();
    constexpr uint32_t of_10_ms = 0x27B00000;
    set_timeslice(helper(5), of_10_ms);
    sleep(receive_2_ms);
    claim_that("schedule.4 schedule.6", "with a timeslice again it runs by itself",
               turns > 0);
    park(5);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    take_info_page();
    no_timeslice();
    finish_claims();
}
