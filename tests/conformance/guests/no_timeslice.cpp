// no_timeslice.cpp -- a thread with a timeslice of zero runs on what others give it.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

volatile uint32_t turns = 0;

void count_turns() {
    for (;;) {
        turns = turns + 1;
    }
}

void set_slice_to_zero(ThreadId thread) {
    CallRegisters r{0x00A00000 | 16, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, thread.low(),
                    thread.high()};
    raw_thread_schedule(&r);
}

void no_timeslice() {
    park(5);
    set_slice_to_zero(helper(5));
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
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    no_timeslice();
    finish_claims();
}
