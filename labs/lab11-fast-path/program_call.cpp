// program_call.cpp -- lab 11, stage 1: calls that are fast, and calls that must not be.
#include "labs/lab11-fast-path/program_tests.hpp"

#include "user/lib/measure.hpp"
#include "user/lib/raw_calls.hpp"

namespace kumquat::user {

namespace {

volatile uint32_t& face() {
    return *reinterpret_cast<volatile uint32_t*>(uintptr_t{two_faced_page});
}

/// Each word is answered with what this task sees in the page.
void tell_face() {
    for (;;) {
        const IpcResult got = logged_wait();
        logged_send(got.sender, face(), 0, both_zero);
    }
}

void wait_with_odd_registers() {
    CallRegisters r{.eax = SendDescriptor::nil_word,
                    .ecx = odd_timeouts(numbers),
                    .ebp = odd_receive(numbers)};
    raw_ipc(&r);
    const uint32_t found[] = {r.eax, r.ecx, r.edx, r.ebx, r.ebp, r.esi, r.edi};
    for (const uint32_t word : found) {
        note(word);
    }
    logged_send(main_thread(), 0, 0, both_zero);
    answer_sedately();
}

void wait_for_main_only() {
    for (;;) {
        const IpcResult got = logged_receive(main_thread(), wait_for_ever);
        logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    }
}

void wait_for_second_then_serve() {
    const IpcResult got = logged_receive(helper(2), wait_for_ever);
    logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    answer_sedately();
}

void send_to_main_sedately() {
    logged_send(main_thread(), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0), sedately);
}

void wait_then_tell_main() {
    logged_wait();
    send_to_main_sedately();
}

void send_to_first_late() {
    sleep_ms(work_ms);
    send_to_first();
}

void take_and_sleep() {
    logged_wait();
    sleep_for_ever();
}

void wait_for_a_while() {
    const IpcResult got = logged_wait(receive_timeout_ms(work_ms));
    logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    answer_sedately();
}

void answer_late() {
    const IpcResult got = logged_wait();
    sleep_ms(work_ms);
    logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    answer_sedately();
}

void call_oneself_then_answer() {
    const IpcResult got = logged_wait();
    logged_call(helper(1), 1, 2);
    logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    answer_sedately();
}

void look_for_secrets() {
    for (;;) {
        const IpcResult got = logged_wait();
        note(take_secret());
        logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    }
}

/// Compute: an instruction is a nanosecond. In one block, so that it is known from outside where a tick
/// has interrupted it.
void work() {
    uint32_t rounds = work_ms * 1'000'000 / 2;
    asm volatile("1: decl %0\n\tjnz 1b" : "+r"(rounds));
}

void work_for_clients() {
    for (;;) {
        const IpcResult got = logged_wait();
        work();
        logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    }
}

}  // namespace

IpcResult counted_call(ThreadId to, uint32_t message, TimeoutWord timeouts) {
    MEASUREMENT_BEGIN();
    const IpcResult got = logged_call(to, first_word(numbers, 0, message),
                                      second_word(numbers, 0, message), timeouts);
    MEASUREMENT_END();
    return got;
}

IpcResult counted_call_later(ThreadId to, uint32_t message, TimeoutWord timeouts) {
    let_others_run();
    return counted_call(to, message, timeouts);
}

void answer_sedately() {
    for (;;) {
        const IpcResult got = logged_wait();
        logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    }
}

void send_to_first() {
    logged_send(helper(1), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0), sedately);
}

void call_first() {
    logged_call(helper(1), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0));
}

void keep_secret(uint32_t secret) { asm volatile("fildl %0" : : "m"(secret)); }

uint32_t take_secret() {
    uint32_t secret;
    asm volatile("fistpl %0" : "=m"(secret));
    return secret;
}

void first_calls(Numbers&) {
    start(1, answer_sedately);
    for (uint32_t i = 0; i < counted_calls; ++i) {
        // Never is never, whatever else stands in the word.
        counted_call_later(helper(1), i,
                           i == 0 ? wait_for_ever : TimeoutWord{odd_timeouts(numbers)});
    }
}

void two_spaces(Numbers& drawn) {
    face() = drawn.at(0);
    *reinterpret_cast<volatile uint32_t*>(uintptr_t{other_face}) = drawn.at(1);
    lend(0, other_face, 1, two_faced_page, Fpage::write_bit);
    let(1, tell_face);
    start(2, answer_sedately);
    counted_call_later(actor(1), 0);
    note(face());
    counted_call_later(helper(2), 1);
}

void registers_of_others(Numbers&) {
    start(1, wait_with_odd_registers);
    counted_call_later(helper(1), 0);
    counted_call_later(helper(1), 1);
}

void waits_for_us(Numbers&) {
    start(1, wait_for_main_only);
    counted_call_later(helper(1), 0);
    counted_call_later(helper(1), 1);
}

void waits_for_another(Numbers&) {
    start(2, sleep_for_ever);  // who is waited for must exist
    start(1, wait_for_second_then_serve);
    let_others_run();
    logged_call(helper(1), 1, 2, send_at_once);
    start(2, call_first);
    counted_call_later(helper(1), 0);
}

void does_not_wait(Numbers&) {
    start(1, sleep_for_ever);
    start(2, send_to_first);
    start(3, answer_sedately);
    let_others_run();
    logged_call(helper(1), 1, 2, send_at_once);
    logged_call(helper(2), 1, 2, send_at_once);
    counted_call_later(helper(3), 0);
}

void another_name(Numbers& drawn) {
    constexpr uint32_t version = 0xF00003FF, site = 0x0001FFFF;
    start(1, answer_sedately);
    const ThreadId first = helper(1);
    counted_call_later(ThreadId{first.low() ^ (drawn.at(0) & version) ^ 1,
                                first.high() ^ (drawn.at(1) & site)},
                       0);
}

void nobody_to_call(Numbers&) {
    logged_call(helper(helper_count), 1, 2);
    logged_call(main_thread(), 1, 2);
    logged_call(ThreadId::nil(), 1, 2);
    start(1, call_oneself_then_answer);
    let_others_run();
    logged_call(helper(1), 1, 2);
    counted_call_later(helper(1), 0);
}

void nothing_to_say(Numbers&) {
    start(1, wait_then_tell_main);
    start(2, send_to_first_late);
    start(3, answer_sedately);
    let_others_run();
    logged_receive(helper(1), wait_for_ever);  // which itself waits for anybody
    counted_call_later(helper(3), 0);
}

void call_with_an_end(Numbers& drawn) {
    start(1, take_and_sleep);
    start(2, answer_sedately);
    let_others_run();
    logged_call(helper(1), first_word(drawn, 0, 0), second_word(drawn, 0, 0),
                receive_timeout_ms(draw_ms(drawn, 0)));
    counted_call_later(helper(2), 1);
}

void partner_with_an_end(Numbers& drawn) {
    start(1, wait_for_a_while);
    let_others_run();
    logged_call(helper(1), first_word(drawn, 0, 0), second_word(drawn, 0, 0));
    let_others_run();
    sleep_ms(3 * work_ms);
    counted_call_later(helper(1), 1);
}

void answer_of_another(Numbers&) {
    start(1, answer_late);
    let_others_run();
    start(2, send_to_main_sedately);
    logged_call(helper(1), first_word(numbers, 0, 0), second_word(numbers, 0, 0));
    logged_wait();
    counted_call_later(helper(1), 1);
}

void secret_of_a_client(Numbers& drawn) {
    start(1, look_for_secrets);
    let_others_run();
    keep_secret(secret_of(drawn, 0));
    logged_call(helper(1), first_word(drawn, 0, 0), second_word(drawn, 0, 0));
    note(take_secret());
    start(2, answer_sedately);
    counted_call_later(helper(2), 1);
}

void time_of_a_client(Numbers&) {
    start(1, work_for_clients);
    counted_call_later(helper(1), 0);
}

}  // namespace kumquat::user
