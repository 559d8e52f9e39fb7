// transfer_states.cpp -- what thread_schedule tells of threads in the middle of a transfer.
// A string goes to, or comes from, a page that the main thread, as pager, does not bring.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t nothing = 0x70000000;
MessageBuffer<2, 1> inbox, outbox;
uint8_t text[64];

void receive_it() {
    ipc(nothing_to_send, inbox.to_fill(), wait_for_ever, helper(2), 0, 0);
    sleep_for_ever();
}

void send_it() {
    ipc(outbox.to_send(), nothing_to_receive, wait_for_ever, helper(1), 1, 2);
    sleep_for_ever();
}

/// Let the transfer come to its fault.
void start_transfer(uint32_t source, uint32_t target) {
    outbox.string[0] = {40, source, 0, 0};
    inbox.string[0] = {0, 0, 40, target};
    park(2);
    start_thread(1, address_of(receive_it), helper_stack(1), main_thread());
    start_thread(2, address_of(send_it), helper_stack(2), main_thread());
    ipc(nothing_to_send, from_anybody, receive_10_ms, ThreadId::nil(), 0, 0);
}

void both_are_partners() {
    claim("schedule.9", "the sender's partner is the receiver", helper(1).low(),
          schedule_of(helper(2)).esi);
    claim("schedule.9", "and the receiver's the sender", helper(2).low(),
          schedule_of(helper(1)).esi);
}

void claims() {
    start_transfer(address_of(text), nothing);
    claim("xfer.fault.8 state.2", "during the receiver's fault the sender's state is 4",
          4, state_of(helper(2)));
    claim("xfer.fault.8 state.3 state.7", "the receiver's is 8, with a fault: 9", 9,
          state_of(helper(1)));
    both_are_partners();
    start_transfer(nothing, address_of(text));
    claim("xfer.fault.8 state.2 state.7", "during the sender's fault its state is 5", 5,
          state_of(helper(2)));
    claim("xfer.fault.8 state.3", "and the receiver's is 8", 8, state_of(helper(1)));
    both_are_partners();
    park(2);
    sleep(receive_2_ms);
    claim("xfer.fault.8 state.4",
          "when the transfer is broken off the receiver goes on", 0xC,
          state_of(helper(1)));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    claims();
    finish_claims();
}
