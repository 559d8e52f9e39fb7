// direct_switch.cpp -- a message hands the processor over, whoever else is ready.
// With IPC_DIRECT_SWITCH=off the scheduler chooses who runs behind a message: these claims are
// about what it does not get to choose.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

uint32_t order[8];
volatile uint32_t order_count = 0;

void note_turn() {
    order[order_count % 8] = myself().lthread();
    order_count = order_count + 1;
}

void note_once() {
    note_turn();
    sleep_for_ever();
}

void wait_and_note() {
    for (;;) {
        wait();
        note_turn();
    }
}

void echo() {
    IpcResult request = wait();
    for (;;) {
        note_turn();
        request = reply_and_wait(send_registers, request.sender, 0, 0);
    }
}

void call_and_note() {
    call(main_thread(), 0, 0);
    note_once();
}

void send_and_note() {
    send(main_thread(), 0, 0, wait_for_ever);
    note_once();
}

MessageBuffer<4, 0> in_memory;

void send_memory_and_note() {
    ipc(in_memory.to_send(), nothing_to_receive, wait_for_ever, main_thread(), 0, 0);
    note_once();
}

void begin() {
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    let_others_run();
    order_count = 0;
}

void a_send() {
    begin();
    start(1, wait_and_note);
    start(2, wait_and_note);
    let_others_run();
    start(3, note_once);  // ready, and before them in the queue
    send(helper(1), 0, 0, both_zero);
    let_others_run();
    claim("sched.4", "a receiver runs before others that are ready", 1, order[0]);
}

void a_call() {
    begin();
    start(1, echo);
    set_priority(helper(1), 5);
    sleep(receive_2_ms);
    start(2, note_once);
    call(helper(1), 0, 0);
    claim("sched.4", "a call reaches even a server of lower priority at once", 1,
          order[0]);
    claim("sched.4", "and its answer the caller", 1, order_count);
    set_priority(helper(1), 16);
}

void a_reply() {
    begin();
    start(1, call_and_note);
    const IpcResult request = wait();
    start(3, send_and_note);
    let_others_run();
    const IpcResult next = reply_and_wait(send_registers, request.sender, 0, 0);
    let_others_run();
    claim("sched.6 ipc.receive.4", "behind a reply the queued message is taken at once",
          helper(3).low(), next.sender.low());
    claim("sched.6", "and the replied-to client runs before its sender", 1, order[0]);
}

/// The queued message lies in memory, and its sender, who is more important, carries it first. The
/// client runs on what it is given alone.
void a_reply_to_one_without_time() {
    begin();
    set_timeslice(helper(1), without_time);
    start(1, wait_and_note);
    thread_switch(helper(1));
    start(2, send_memory_and_note);
    set_priority(helper(2), 20);
    order_count = 0;
    reply_and_wait(send_registers, helper(1), 0, 0);
    sleep(receive_2_ms);
    claim("sched.6 schedule.6",
          "who has no time of its own keeps what it would have had", 2, order_count);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    a_send();
    a_call();
    a_reply();
    a_reply_to_one_without_time();
    finish_claims();
}
