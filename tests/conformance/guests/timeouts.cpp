// timeouts.cpp -- how long an ipc waits: never too short, never much too long.
#include "tests/conformance/guests/info_page.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr TimeoutWord receive_1_us{0x0100000F}, receive_200_us{0xC800000F};
constexpr TimeoutWord receive_5_s{0x4C000007};  // 76 * 65,536 us

void send_after_5_ms() {
    receive(ThreadId::nil(), TimeoutWord{0x4E00000C});  // 78 * 64 us = 4,992 us
    send(main_thread(), 1, 2, wait_for_ever);
    sleep_for_ever();
}

void receive_after_5_ms() {
    receive(ThreadId::nil(), TimeoutWord{0x4E00000C});
    receive(main_thread(), wait_for_ever);
    sleep_for_ever();
}

void run_for_ever() {
    for (;;) {
    }
}

volatile uint32_t turns = 0;

void count_turns() {
    for (;;) {
        turns = turns + 1;
    }
}

/// The time that an ipc takes, in microseconds of the clock, and its result.
struct Timed {
    uint32_t dope;
    uint64_t us;
};

Timed timed(SendDescriptor send,
            ReceiveDescriptor receive,
            TimeoutWord timeouts,
            ThreadId to) {
    const uint64_t begin = clock_us();
    const uint32_t dope = ipc(send, receive, timeouts, to, 1, 2).dope.word();
    return {dope, clock_us() - begin};
}

Timed timed_sleep(TimeoutWord timeouts) {
    return timed(nothing_to_send, from_partner, timeouts, ThreadId::nil());
}

void not_at_all() {
    const Timed sent = timed(send_registers, nothing_to_receive, both_zero, helper(1));
    claim("timeout.2 ipc.send.6 code.4", "send timeout zero: 0x30", 0x30, sent.dope);
    claim_that("timeout.2 ipc.send.6", "at once", sent.us <= tick_us);
    const Timed received = timed(nothing_to_send, from_partner, both_zero, helper(1));
    claim("timeout.2 ipc.receive.7 code.3", "receive timeout zero: 0x20", 0x20,
          received.dope);
    claim_that("timeout.2 ipc.receive.7", "at once as well", received.us <= tick_us);
    const Timed slept = timed_sleep(both_zero);
    claim("ipc.form.8 irq.detach.1", "sleep for no time: 0x20", 0x20, slept.dope);
    claim("timeout.2", "mantissa 0 is zero with exponent 15 too", 0x20,
          timed_sleep(TimeoutWord{0x0000000F}).dope);
    claim("timeout.2", "and for the send timeout with exponent 15", 0x30,
          timed(send_registers, nothing_to_receive, TimeoutWord{0x000000F0}, helper(1))
              .dope);
}

bool is_between(uint64_t value, uint64_t low, uint64_t high) {
    return value >= low && value <= high;
}

void for_some_time() {
    const Timed slept = timed_sleep(receive_10_ms);
    claim("ipc.form.6 ipc.receive.7 code.3", "sleeping ends with 0x20", 0x20,
          slept.dope);
    claim_that("timeout.3 timeout.6", "not before its 10,048 us", slept.us >= 10'048);
    claim_that("timeout.7", "and at most two ticks after",
               slept.us <= 10'048 + 3 * tick_us);
    const Timed sent = timed(send_registers, nothing_to_receive, send_10_ms, helper(1));
    claim("ipc.send.7 code.4", "a sender gives up with 0x30", 0x30, sent.dope);
    claim_that("timeout.3 timeout.6 timeout.7", "after its time",
               is_between(sent.us, 10'048, 10'048 + 3 * tick_us));
    const Timed received =
        timed(nothing_to_send, from_partner, receive_10_ms, helper(1));
    claim("ipc.receive.7", "a closed receive gives up with 0x20", 0x20, received.dope);
    claim_that("timeout.6 timeout.7", "after its time as well",
               is_between(received.us, 10'048, 10'048 + 3 * tick_us));
    const Timed opened =
        timed(nothing_to_send, from_anybody, receive_10_ms, ThreadId::nil());
    claim("ipc.receive.7", "so does an open one", 0x20, opened.dope);
    const Timed myself =
        timed(nothing_to_send, from_partner, receive_2_ms, main_thread());
    claim("ipc.receive.3", "a receive from oneself times out", 0x20, myself.dope);
    claim_that("ipc.receive.3 timeout.6", "but not at once", myself.us >= 2'000);
}

void the_shortest() {
    for (uint32_t i = 0; i < 5; ++i) {
        const Timed tiny = timed_sleep(receive_1_us);
        claim("timeout.3", "a microsecond ends with 0x20", 0x20, tiny.dope);
        claim_that("timeout.6 timeout.7", "within three ticks",
                   is_between(tiny.us, 1, 3 * tick_us));
    }
    claim_that("timeout.3 timeout.6", "exponent 15 counts single microseconds too",
               is_between(timed_sleep(receive_200_us).us, 200, 3 * tick_us));
}

void the_clock_is_exact() {
    uint64_t total = 0;
    for (uint32_t i = 0; i < 50; ++i) {
        const Timed slept = timed_sleep(receive_10_ms);
        claim_that("timeout.6 info.14", "no sleep of many is too short",
                   slept.us >= 10'048);
        total += slept.us;
    }
    claim_that("timeout.7 info.14", "and on the average none is two ticks too long",
               total <= 50 * (10'048 + 2 * tick_us));
}

uint64_t counter() {
    uint64_t value;
    asm volatile("rdtsc" : "=A"(value));
    return value;
}

uint64_t counter_at_next_tick() {
    const uint64_t before = clock_us();
    while (clock_us() == before) {
    }
    return counter();
}

/// The kernel knows only when the last tick was: who calls late in a tick must not lose that.
void late_in_a_tick() {
    const uint64_t first = counter_at_next_tick();
    uint64_t last = first;
    for (uint32_t i = 0; i < 4; ++i) {
        last = counter_at_next_tick();
    }
    const uint64_t tick = (last - first) / 4;
    const uint64_t edge = counter_at_next_tick();
    while (counter() < edge + tick - tick / 5) {
    }
    const uint64_t begin = counter();
    sleep(TimeoutWord{0xE100000E});  // 225 * 4 us: nine tenths of a tick
    claim_that("timeout.6",
               "who begins to sleep late in a tick does not wake too early",
               counter() - begin >= tick * 9 / 10);
}

void never() {
    start(2, send_after_5_ms);
    const IpcResult message = receive(helper(2), TimeoutWord{0xFF000000});
    claim("timeout.1", "receive exponent 0 waits, whatever the mantissa", 0x4000,
          message.dope.word());
    start(2, receive_after_5_ms);
    claim("timeout.1 ipc.send.9", "send exponent 0 waits, whatever the mantissa", 0,
          send(helper(2), 1, 2, TimeoutWord{0x00FF0000}).dope.word());
}

void each_phase_has_its_own() {
    start(2, receive_after_5_ms);
    const Timed call = timed(send_registers, from_partner, both_10_ms, helper(2));
    claim("timeout.5", "the receive timeout of a call begins when it has sent", 0x20,
          call.dope);
    claim_that("timeout.5", "5 ms of waiting to send and 10 ms to receive",
               is_between(call.us, 14'500, 15'100 + 4 * tick_us));
    start(2, send_after_5_ms);
    const Timed received = timed(nothing_to_send, from_partner, receive_5_s, helper(2));
    claim("timeout.5", "a message ends the waiting before its time", 0x4000,
          received.dope);
    claim_that("timeout.5", "after 5 ms, not 5 s", received.us <= 10'000);
    claim_that("timeout.8", "an ipc that is over leaves no timeout behind",
               timed_sleep(receive_10_ms).us >= 10'048);
}

uint32_t code_of_poll;

/// Waits to send; an answer must be there at once.
void call_and_poll() {
    code_of_poll = code_of(ipc(send_registers, from_partner, TimeoutWord{0x00000001},
                               main_thread(), 1, 2));
    sleep_for_ever();
}

void a_queued_call_may_poll() {
    code_of_poll = 0xBAD;
    start(2, call_and_poll);
    let_others_run();
    receive(helper(2), receive_10_ms);
    let_others_run();
    claim("timeout.2 ipc.receive.7", "a queued sender polls when its message is taken",
          0x20, code_of_poll);
}

void waking_preempts() {
    start(3, run_for_ever);
    set_priority(helper(3), 5);
    const Timed slept = timed_sleep(receive_10_ms);
    claim_that("timeout.9 timeout.7 sched.3",
               "a thread that computes below does not delay",
               is_between(slept.us, 10'048, 10'048 + 3 * tick_us));
    park(3);
    set_priority(helper(3), 16);
}

void stop_it_after_40_ms() {
    receive(ThreadId::nil(), TimeoutWord{0x9D00000B});  // 40 ms
    park(4);
    sleep_for_ever();
}

/// A thread above computes for 40 ms; the sleeper below is late, but not early.
void a_higher_one_delays() {
    start(5, stop_it_after_40_ms);
    set_priority(helper(5), 220);
    start(4, count_turns);
    const uint64_t begin = clock_us();
    set_priority(helper(4), 200);  // it runs now, until helper 5 stops it
    claim_that("sched.1 timeout.9", "who computes above runs alone until it is stopped",
               clock_us() - begin >= 35'000);
    claim_that("sched.1", "and did compute", turns > 1000);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    take_info_page();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    let_others_run();
    not_at_all();
    for_some_time();
    the_shortest();
    the_clock_is_exact();
    late_in_a_tick();
    never();
    each_phase_has_its_own();
    a_queued_call_may_poll();
    waking_preempts();
    a_higher_one_delays();
    finish_claims();
}
