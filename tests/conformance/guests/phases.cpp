// phases.cpp -- no time passes between the two phases of an ipc, whoever ends the first.
// Helpers reply and wait: the first waits to send to the main thread, each other to the one
// before it. When the main thread takes the first message, all the receive phases begin, and all
// but the last are over at once. The main thread is more important, so no helper has run by then.
#include "tests/conformance/guests/info_page.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t nothing_yet = 0xFFFFFFFF, reply_timed_out = 0x30;
constexpr uint32_t ok = MessageDope::make(2, 0).word();

IpcResult came[helper_count + 1];
TimeoutWord patience{0};
MessageBuffer<4, 0> inbox, outbox;
bool second_sends_memory;

void reply_and_wait() {
    const uint32_t self = myself().lthread();
    const ThreadId to = self == 1 ? main_thread() : helper(self - 1);
    const bool has_memory = second_sends_memory && self == 2;
    const bool gets_memory = second_sends_memory && self == 1;
    came[self].dope = MessageDope{nothing_yet};
    came[self] =
        ipc(has_memory ? outbox.to_send() : send_registers,
            gets_memory ? inbox.to_fill(ReceiveDescriptor::open_bit) : from_anybody,
            patience, to, 100 + self, 0);
    sleep_for_ever();
}

/// Let `count` helpers wait to send, one to the other.
void queue_up(uint32_t count, TimeoutWord duration = receive_10_ms) {
    for (uint32_t i = 1; i <= count; ++i) {
        start(i, reply_and_wait);
        set_priority(helper(i), 10);
    }
    sleep(duration);
}

IpcResult take_first() {
    return ipc(nothing_to_send, from_partner, wait_for_ever, helper(1), 0, 0);
}

uint32_t send_at_once(uint32_t to) {
    return ipc(send_registers, nothing_to_receive, both_zero, helper(to), 7, 0)
        .dope.word();
}

void let_helpers_run() { sleep(receive_10_ms); }

void whoever_was_queued_receives() {
    queue_up(1);
    claim("ipc.receive.1", "the message of a queued thread is taken", 101,
          take_first().w0);
    claim("ipc.receive.1", "and it can be answered before it has run", 0,
          send_at_once(1));
    let_helpers_run();
    claim("ipc.receive.1", "that is what it got", 7, came[1].w0);
}

void the_queue_comes_first() {
    queue_up(2);
    take_first();
    claim("ipc.receive.1 ipc.receive.4",
          "whose own queue is not empty has its message at once", reply_timed_out,
          send_at_once(1));
    claim("ipc.receive.1", "and the sender of that one waits, although it never ran", 0,
          send_at_once(2));
    let_helpers_run();
    claim("ipc.receive.4", "the queued message was the one that arrived", 102,
          came[1].w0);
    claim("ipc.receive.1", "the other one got the answer", 7, came[2].w0);
}

void however_many() {
    queue_up(helper_count);
    take_first();
    claim("ipc.receive.1", "of many in a row the last one waits", 0,
          send_at_once(helper_count));
    let_helpers_run();
    for (uint32_t i = 1; i < helper_count; ++i) {
        claim("ipc.receive.4", "each of the others got its neighbour's message",
              101 + i, came[i].w0);
        claim("ipc.receive.4", "and nothing but that", ok, came[i].dope.word());
    }
}

/// A queued sender's timeout ends when its message is taken, not when its receiver runs.
void the_clock_does_not_come_between() {
    patience = send_10_ms;
    queue_up(2, receive_2_ms);
    take_first();
    const uint64_t begin = clock_us();
    while (clock_us() - begin < 30'000) {
    }
    let_helpers_run();
    patience = wait_for_ever;
    claim("ipc.receive.1 ipc.send.7", "a message that is taken in time arrives", 102,
          came[1].w0);
    claim("ipc.receive.1 ipc.send.7", "and does not time out before its receiver runs",
          nothing_yet, came[2].dope.word());
}

/// A message in memory is its sender's to carry: the receiver waits for it, and for nothing else.
void a_message_in_memory_is_on_its_way() {
    second_sends_memory = true;
    outbox.word[2] = 55;
    queue_up(2);
    take_first();
    claim("ipc.receive.1 state.3", "its receiver is in the transfer already", 8,
          state_of(helper(1)));
    claim("ipc.receive.1", "and takes nothing else", reply_timed_out, send_at_once(1));
    let_helpers_run();
    second_sends_memory = false;
    claim("ipc.receive.4", "the message arrives", MessageDope::make(4, 0).word(),
          came[1].dope.word());
    claim("ipc.receive.4", "all of it", 55, inbox.word[2]);
    claim("ipc.receive.1", "then its sender waits", 0, send_at_once(2));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    take_info_page();
    whoever_was_queued_receives();
    the_queue_comes_first();
    however_many();
    the_clock_does_not_come_between();
    a_message_in_memory_is_on_its_way();
    finish_claims();
}
