// partners.cpp -- to whom one can send, and in which order senders are served.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

uint32_t order[8], order_count = 0;

void note_turn() {
    order[order_count % 8] = myself().lthread();
    ++order_count;
}

void send_its_number() {
    send(main_thread(), myself().lthread(), 0, wait_for_ever);
    sleep_for_ever();
}

void call_and_note() {
    call(main_thread(), 0, 0);
    note_turn();
    sleep_for_ever();
}

void send_and_note() {
    send(main_thread(), 0, 0, wait_for_ever);
    note_turn();
    sleep_for_ever();
}

IpcResult seen;

void receive_from_main() {
    seen = receive(main_thread(), wait_for_ever);
    sleep_for_ever();
}

void receive_from_helper_2() {
    seen = receive(helper(2), wait_for_ever);
    sleep_for_ever();
}

void wait_for_interrupt_15() {
    receive(ThreadId::interrupt(14), both_zero);  // attach
    receive(ThreadId::interrupt(14), wait_for_ever);
    sleep_for_ever();
}

uint32_t code_to(ThreadId to) { return code_of(send(to, 1, 2, both_zero)); }

void ids() {
    claim("id.fixed.2 nearest.1", "root's low word is 0x00080000 on the machine",
          root_id.low(), main_thread().low());
    claim("id.fixed.2 nearest.1", "root's high word is 0 on the machine",
          root_id.high(), main_thread().high());
}

void nobody_there() {
    claim("ipc.send.1 code.2", "nil is no destination", 0x10, code_to(ThreadId::nil()));
    claim("ipc.send.1 id.nil.1", "nil with garbage in the high word is none either",
          0x10, code_to({0, 0x00080000}));
    claim("ipc.send.1", "invalid is no destination", 0x10,
          code_to(ThreadId::invalid()));
    claim("ipc.send.1", "interrupt 0 is no destination", 0x10,
          code_to(ThreadId::interrupt(0)));
    claim("ipc.send.1 id.irq.1", "a low word of 255 is none", 0x10, code_to({255, 0}));
    claim("ipc.send.1 id.lookup.2", "a thread that was never created is none", 0x10,
          code_to(helper(missing_lthread)));
    claim("ipc.send.1", "a task that was never created is none", 0x10,
          code_to(ThreadId::make({2047}, 127, root_task)));
    claim("ipc.send.1 id.fixed.3", "a thread of task 0 is none", 0x10,
          code_to(ThreadId::make({0}, 1, root_task)));
    claim("ipc.send.1 id.fixed.3", "task 1 is none", 0x10,
          code_to(ThreadId::make({1}, 0, root_task)));
    claim("ipc.send.1 id.fixed.3", "task 3 is none", 0x10,
          code_to(ThreadId::make({3}, 0, root_task)));
    claim("ipc.send.3", "the caller itself is none", 0x10, code_to(main_thread()));
    claim("ipc.send.3", "and it does not wait for that to change", 0x10,
          code_of(send(main_thread(), 1, 2, wait_for_ever)));
    claim("ipc.receive.2 code.2", "a source that does not exist gives 0x10", 0x10,
          code_of(receive(helper(missing_lthread), wait_for_ever)));
    claim("ipc.receive.2", "a source in a task that does not exist too", 0x10,
          code_of(receive(ThreadId::make({2047}, 127, root_task), wait_for_ever)));
}

void only_task_and_lthread_count() {
    start(1, receive_from_main);
    let_others_run();
    const ThreadId odd{helper(1).low() | 0xF00003FF, 0x12345678};
    claim("id.lookup.1", "version, chief and site of a destination do not matter", 0,
          send(odd, 21, 22, both_zero).dope.word());
    let_others_run();
    claim("id.lookup.1", "the thread got the message", 21, seen.w0);
    claim("id.lookup.3 ipc.reg.1", "and sees the true low word of its sender",
          main_thread().low(), seen.sender.low());
    claim("id.lookup.3 ipc.reg.1", "and the true high word", main_thread().high(),
          seen.sender.high());
    start(1, send_its_number);
    let_others_run();
    const IpcResult answer = receive(odd, both_zero);
    claim("id.lookup.1", "nor do they matter for a source", 1, answer.w0);
    claim("id.lookup.3", "and the result is the true id", helper(1).low(),
          answer.sender.low());
}

void who_accepts() {
    park(1);
    start(2, receive_from_helper_2);  // from itself, in fact: of nobody else
    start(3, receive_from_helper_2);
    start(4, wait_for_interrupt_15);
    let_others_run();
    claim("ipc.send.4", "a sleeping thread accepts nobody", 0x30, code_to(helper(1)));
    claim("ipc.send.4", "one that waits for another accepts nobody else", 0x30,
          code_to(helper(3)));
    claim("ipc.send.4", "one that waits for itself accepts nobody", 0x30,
          code_to(helper(2)));
    claim("ipc.send.4", "one that waits for an interrupt accepts nobody", 0x30,
          code_to(helper(4)));
    start(3, receive_from_main);
    let_others_run();
    claim("ipc.send.4 ipc.send.5", "one that waits for the sender accepts it", 0,
          code_to(helper(3)));
}

void senders_come_in_order() {
    for (uint32_t i = 1; i <= 5; ++i) {
        start(i, send_its_number);
    }
    let_others_run();
    const IpcResult third = receive(helper(3), wait_for_ever);
    claim("ipc.receive.4", "a closed receive takes its partner out of the queue", 3,
          third.w0);
    claim("ipc.send.6 ipc.receive.4", "an open receive takes the oldest sender", 1,
          wait().w0);
    claim("ipc.receive.5 ipc.receive.4", "then the next one", 2, wait().w0);
    claim("ipc.receive.5", "the one that was taken out leaves no gap", 4, wait().w0);
    const IpcResult last = wait();
    claim("ipc.send.6", "and the youngest last", 5, last.w0);
    claim("ipc.reg.1 ipc.form.3", "the sender's id comes along", helper(5).low(),
          last.sender.low());
    claim("ipc.receive.7", "then nobody is left", 0x20,
          ipc(nothing_to_send, from_anybody, both_zero, ThreadId::nil(), 0, 0)
              .dope.word());
}

void send_to_helper_2() {
    send(helper(2), 1, 0, wait_for_ever);
    sleep_for_ever();
}

void a_sender_to_somebody_else() {
    park(2);
    start(1, send_to_helper_2);
    start(3, send_its_number);
    let_others_run();
    claim("ipc.form.2 ipc.receive.4", "what it sends to another is not taken", 0x20,
          code_of(receive(helper(1), both_zero)));
    start(2, [] {
        seen = receive(helper(1), wait_for_ever);
        sleep_for_ever();
    });
    let_others_run();
    claim("ipc.receive.4", "and arrives there", 1, seen.w0);
    claim("ipc.receive.5", "who was queued for us is so still", 3, wait().w0);
}

void send_from_memory_and_note() {
    static MessageBuffer<2, 0> outbox;
    ipc(outbox.to_send(), nothing_to_receive, wait_for_ever, main_thread(), 0, 0);
    note_turn();
    sleep_for_ever();
}

/// A server replies to client 1 while sender 2 is queued, whose priority is higher.
void reply_while_one_is_queued(Code sender) {
    order_count = 0;
    start(1, call_and_note);
    const IpcResult request = wait();
    start(2, sender);
    set_priority(helper(2), 50);  // it runs now, and waits to send
    reply_and_wait(send_registers, request.sender, 0, 0);
    let_others_run();
}

void a_woken_sender_preempts() {
    reply_while_one_is_queued(send_and_note);
    claim("sched.3", "a queued sender of higher priority preempts when it is taken", 2,
          order[0]);
    claim("sched.6", "the client that was replied to runs after it", 1, order[1]);
    reply_while_one_is_queued(send_from_memory_and_note);
    claim("sched.3", "so does one whose message lies in memory", 2, order[0]);
    claim("sched.6", "and the client runs after that, too", 1, order[1]);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    ids();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    nobody_there();
    only_task_and_lthread_count();
    who_accepts();
    senders_come_in_order();
    a_sender_to_somebody_else();
    a_woken_sender_preempts();
    finish_claims();
}
