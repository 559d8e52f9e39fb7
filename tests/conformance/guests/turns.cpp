// turns.cpp -- who runs when: thread_switch, timeslices, equal turns.
#include "tests/conformance/guests/info_page.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

uint32_t order[32];
volatile uint32_t order_count = 0;
volatile uint32_t work[9];

void note(uint32_t who) {
    if (order_count < 32) {
        order[order_count] = who;
        order_count = order_count + 1;
    }
}

void note_and_yield() {
    for (;;) {
        note(myself().lthread());
        thread_switch(ThreadId::nil());
    }
}

void note_once() {
    note(myself().lthread());
    sleep_for_ever();
}

void compute() {
    const uint32_t me = myself().lthread();
    for (;;) {
        work[me] = work[me] + 1;
    }
}

void wait_and_note() {
    for (;;) {
        wait();
        note(myself().lthread());
    }
}

void park_all() {
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
        set_priority(helper(i), 16);
    }
    let_others_run();
    order_count = 0;
}

void yielding() {
    park_all();
    for (uint32_t i = 1; i <= 3; ++i) {
        start(i, note_and_yield);
    }
    thread_switch(ThreadId::nil());
    claim_that("switch.1", "yielding lets all equals run, in order",
               order_count == 3 && order[0] == 1 && order[1] == 2 && order[2] == 3);
    thread_switch(ThreadId::nil());
    claim_that("switch.1", "and again in the same order",
               order_count == 6 && order[3] == 1 && order[4] == 2 && order[5] == 3);
    park_all();
    start(1, note_once);
    set_priority(helper(1), 10);
    order_count = 0;
    thread_switch(ThreadId::nil());
    claim("switch.1 sched.1", "it does not let lower ones run", 0, order_count);
    CallRegisters r{1, 2, 3, 4, 5, 0, 7};
    raw_thread_switch(&r);
    claim_that("switch.5", "ECX, EDX, EBX, EBP, ESI and EDI are kept",
               r.ecx == 2 && r.edx == 3 && r.ebx == 4 && r.ebp == 5 && r.esi == 0 &&
                   r.edi == 7);
    claim("switch.4 id.nil.1", "EDI does not matter: it was a yield", 0, order_count);
}

void switching_to() {
    park_all();
    start(1, note_once);
    start(2, note_once);
    start(3, note_once);
    thread_switch(helper(3));
    claim("switch.2", "a ready thread that is named runs first", 3, order[0]);
    park_all();
    set_priority(helper(4), 5);
    start(4, note_once);
    order_count = 0;
    thread_switch(helper(4));
    claim_that("switch.2", "even one of lower priority",
               order_count == 1 && order[0] == 4);
    park_all();
    start(1, note_once);
    order_count = 0;
    thread_switch(helper(2));  // it sleeps
    claim_that("switch.3", "one that is not ready counts as nil",
               order_count == 1 && order[0] == 1);
    start(2, wait_and_note);
    let_others_run();
    order_count = 0;
    thread_switch(helper(2));
    claim("switch.3 ipc.receive.7", "nor does one that waits for a message run", 0,
          order_count);
    park(2);
    start(1, note_once);
    order_count = 0;
    thread_switch(helper(missing_lthread));
    claim_that("switch.3", "so does one that does not exist", order_count == 1);
    start(1, note_once);
    order_count = 0;
    thread_switch(ThreadId::invalid());
    claim_that("switch.3", "and invalid", order_count == 1);
    CallRegisters r{0xBAD, 2, 3, 4, 5, helper(1).low(), 0x12345678};
    start(1, note_once);
    order_count = 0;
    raw_thread_switch(&r);
    claim_that("switch.4 switch.5", "EDI and EAX are not looked at, and EDI is kept",
               order_count == 1 && r.edi == 0x12345678 && r.esi == helper(1).low());
}

void equal_turns() {
    for (uint32_t i = 1; i <= 3; ++i) {
        work[i] = 0;
        start(i, compute);
        set_priority(helper(i), 10);
    }
    sleep(TimeoutWord{0x12000008});  // 18 * 16,384 us
    uint32_t least = 0xFFFFFFFF, most = 0;
    for (uint32_t i = 1; i <= 3; ++i) {
        least = work[i] < least ? work[i] : least;
        most = work[i] > most ? work[i] : most;
    }
    claim_that("sched.7 sched.2", "equals that compute share the time evenly",
               least > 1000 && most - least < most / 20);
    park_all();
}

void slice_length() {
    start(1, compute);
    start(2, compute);
    work[1] = 0;
    work[2] = 0;
    const uint64_t begin = clock_us();
    thread_switch(ThreadId::nil());  // both take their slice, then it is our turn
    const uint64_t passed = clock_us() - begin;
    claim_that("sched.2", "two others take 10 ms each before it is our turn again",
               passed >= 18'000 && passed <= 23'000);
    claim_that("sched.2", "both have run", work[1] > 1000 && work[2] > 1000);
    park_all();
}

/// A donated slice ends where the owner's would: the receiver of it gets no more.
void donation() {
    start(1, compute);
    set_priority(helper(1), 5);
    start(2, compute);
    work[1] = 0;
    work[2] = 0;
    const uint64_t begin = clock_us();
    thread_switch(helper(1));
    const uint64_t passed = clock_us() - begin;
    claim_that("sched.5 switch.2", "who gets a slice runs on it", work[1] > 1000);
    claim_that("sched.5",
               "at its end the owner's equals have their turn, not the low one",
               work[2] > 1000);
    claim_that("sched.5", "one slice for each", passed >= 15'000 && passed <= 23'000);
    park_all();
}

void idle() {
    const uint64_t begin = clock_us();
    sleep(TimeoutWord{0x0C000006});  // 12 * 262,144 us
    claim_that("sched.8 info.14", "when all sleep, time goes on",
               clock_us() - begin >= 3'145'728);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    take_info_page();
    yielding();
    switching_to();
    equal_turns();
    slice_length();
    donation();
    idle();
    finish_claims();
}
