// ipc_claims.cpp -- a root task that tries every form of a register ipc and every error.
// All threads are its own; the helpers run at the same priority as the main thread.
#include "tests/kernel/guests/claims.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t stack_words = 256, helper_count = 4;
uint32_t stacks[helper_count + 1][stack_words];
constexpr TimeoutWord both_zero{0x00000011};
constexpr TimeoutWord receive_10_ms{0x9D00000C};  // 157 * 64 us = 10,048 us
constexpr TimeoutWord send_10_ms{0x009D00C0};

ThreadId main_thread;

ThreadId helper(uint32_t number) { return main_thread.with_lthread(number); }

/// Start, or restart, a helper. It runs when the main thread waits.
void start(uint32_t number, void (*code)()) {
    start_thread(number, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code)),
                 static_cast<uint32_t>(
                     reinterpret_cast<uintptr_t>(stacks[number] + stack_words)),
                 sigma0_id);
}

void let_others_run() {
    for (uint32_t i = 0; i < 2 * helper_count; ++i) {
        thread_switch(ThreadId::nil());
    }
}

uint32_t code_of(const IpcResult& result) {
    return static_cast<uint32_t>(result.dope.error());
}

// --- helpers ---

void echo_server() {
    IpcResult request = wait();
    for (;;) {
        request =
            reply_and_wait(send_registers, request.sender, request.w1, request.w0 + 1);
    }
}

void send_its_number() {
    const uint32_t number = myself().lthread();
    send(main_thread, number, 0, wait_for_ever);
    sleep_for_ever();
}

void sleep_only() { sleep_for_ever(); }

uint32_t seen_error = 0;

void wait_and_note_error() {
    const IpcResult result = receive(main_thread, wait_for_ever);
    seen_error = result.dope.word();
    sleep_for_ever();
}

uint32_t order[2], order_count = 0;

void note_order() {
    order[order_count % 2] = myself().lthread();
    ++order_count;
}

void call_and_note() {
    call(main_thread, 0, 0);
    note_order();
    sleep_for_ever();
}

void send_and_note() {
    send(main_thread, 0, 0, wait_for_ever);
    note_order();
    sleep_for_ever();
}

// --- claims ---

void ids() {
    claim("id.root_low", root_id.low(), main_thread.low());
    claim("id.root_high", root_id.high(), main_thread.high());
    claim("id.lthread_kept", 3, helper(3).lthread());
}

void partners_that_do_not_exist() {
    const auto code = [](ThreadId to) { return code_of(send(to, 0, 0, both_zero)); };
    claim("send.to_nil", 0x10, code(ThreadId::nil()));
    claim("send.to_invalid", 0x10, code(ThreadId::invalid()));
    claim("send.to_interrupt", 0x10, code(ThreadId::interrupt(0)));
    claim("send.to_missing_thread", 0x10, code(helper(99)));
    claim("send.to_missing_task", 0x10, code(ThreadId::make({2047}, 127, root_task)));
    claim("send.to_kernel_task", 0x10, code(ThreadId::make({0}, 1, root_task)));
    claim("send.to_myself", 0x10, code(main_thread));
    claim("receive.from_missing_thread", 0x10, code_of(receive(helper(99), both_zero)));
    const IpcResult nothing =
        ipc(nothing_to_send, nothing_to_receive, wait_for_ever, ThreadId::nil(), 7, 8);
    claim("nothing_to_do", 0, nothing.dope.word());
    claim("nothing_to_do.keeps_w0", 7, nothing.w0);
}

void timeouts() {
    claim("send.timeout_zero", 0x30, code_of(send(helper(1), 0, 0, both_zero)));
    claim("send.timeout_finite", 0x30, code_of(send(helper(1), 0, 0, send_10_ms)));
    claim("receive.timeout_zero", 0x20, code_of(receive(helper(1), both_zero)));
    claim("receive.timeout_finite", 0x20, code_of(receive(helper(1), receive_10_ms)));
    claim("sleep.zero", 0x20, code_of(receive(ThreadId::nil(), both_zero)));
    claim("sleep.10_ms", 0x20, code_of(receive(ThreadId::nil(), receive_10_ms)));
    claim("receive.from_myself", 0x20, code_of(receive(main_thread, receive_10_ms)));
    const IpcResult open =
        ipc(nothing_to_send, from_anybody, receive_10_ms, ThreadId{5, 6}, 1, 2);
    claim("wait.timeout", 0x20, open.dope.word());
    claim("error_keeps_w0", 1, open.w0);
    claim("error_keeps_w1", 2, open.w1);
    claim("error_keeps_partner_low", 5, open.sender.low());
    claim("error_keeps_partner_high", 6, open.sender.high());
}

void calls() {
    start(1, echo_server);
    let_others_run();
    const IpcResult answer = call(helper(1), 10, 20);
    claim("call.dope", 0x4000, answer.dope.word());
    claim("call.w0", 20, answer.w0);
    claim("call.w1", 11, answer.w1);
    claim("call.sender_low", helper(1).low(), answer.sender.low());
    claim("call.sender_high", helper(1).high(), answer.sender.high());
    uint32_t sum = 0;
    for (uint32_t i = 0; i < 100; ++i) {
        sum += call(helper(1), 0, i).w0;
    }
    claim("call.hundred_times", 4950, sum);
    claim("send.result_is_zero", 0, send(helper(1), 0, 0, reply_at_once).dope.word());
    start(1, sleep_only);
    let_others_run();
}

void senders_come_in_order() {
    for (uint32_t i = 1; i <= helper_count; ++i) {
        start(i, send_its_number);
    }
    let_others_run();
    const IpcResult third = receive(helper(3), wait_for_ever);
    claim("receive.closed_picks_its_partner", 3, third.w0);
    claim("wait.oldest_first", 1, wait().w0);
    claim("wait.then_the_next", 2, wait().w0);
    const IpcResult last = wait();
    claim("wait.then_the_last", 4, last.w0);
    claim("wait.sender", helper(4).low(), last.sender.low());
    let_others_run();
}

/// The server replies to a client while a sender of higher priority is queued: that sender is
/// woken by the message that the server takes, and preempts before the client runs.
void a_woken_sender_preempts() {
    constexpr uint32_t high_priority = 50;
    start(1, call_and_note);
    const IpcResult request = wait();
    start(2, send_and_note);
    set_priority(helper(2), high_priority);  // it runs now, and waits to send
    reply_and_wait(send_registers, request.sender, 0, 0);
    let_others_run();
    claim("reply.woken_sender_runs_first", 2, order[0]);
    claim("reply.client_runs_after_it", 1, order[1]);
}

void fpages_without_a_window() {
    start(1, wait_and_note_error);
    let_others_run();
    const Fpage page = Fpage::make(0x1000, page_order);
    const IpcResult result =
        ipc(send_fpage, nothing_to_receive, both_zero, helper(1), 0x1000, page.word());
    claim("map.cut_for_the_sender", 0xF0, result.dope.word());
    let_others_run();
    claim("map.cut_for_the_receiver", 0x40E0, seen_error);
}

void cancelled_by_ex_regs() {
    start(1, wait_and_note_error);
    let_others_run();
    start(1, sleep_only);  // new instruction pointer: its receive is cancelled
    let_others_run();
    claim("ex_regs.ends_the_old_ipc", 0x30, code_of(send(helper(1), 0, 0, both_zero)));
    start(2, send_its_number);
    let_others_run();
    start(2, sleep_only);  // leaves the send queue
    let_others_run();
    claim("ex_regs.leaves_the_send_queue", 0x20,
          code_of(receive(helper(2), both_zero)));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    main_thread = myself();
    ids();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        start(i, sleep_only);
    }
    let_others_run();
    partners_that_do_not_exist();
    timeouts();
    calls();
    senders_come_in_order();
    a_woken_sender_preempts();
    fpages_without_a_window();
    cancelled_by_ex_regs();
    finish_claims();
}
