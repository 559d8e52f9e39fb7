// broken_chain.cpp -- three threads wait to send, each to the one before, and the first is more
// important than all. When its message has been taken it runs, and finds the second between its
// two phases: that one has sent, and the third's message is still to come.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t first = 1, second = 2, third = 3, no_code = 0xBAD;
constexpr TimeoutWord poll{0x00000001};  // receive timeout zero, send never

ReceiveDescriptor second_receives = from_anybody;
TimeoutWord second_waits = wait_for_ever;
Code meanwhile = nullptr;
volatile uint32_t code_of_second, code_of_third, state_between;

void be_first() {
    ipc(send_registers, from_anybody, wait_for_ever, main_thread(), 0, 0);
    state_between = state_of(helper(second));
    meanwhile();
    sleep_for_ever();
}

void be_second() {
    code_of_second = code_of(
        ipc(send_registers, second_receives, second_waits, helper(first), 0, 0));
    sleep_for_ever();
}

void be_third() {
    code_of_third = code_of(send(helper(second), 0, 0, wait_for_ever));
    sleep_for_ever();
}

void do_nothing() {}
void send_second_elsewhere() { start(second, go_on_elsewhere); }
void park_third() { park(third); }

/// All three queue up, and what the first does then is `act`.
void queue_up(Code act) {
    meanwhile = act;
    code_of_second = no_code;
    code_of_third = no_code;
    code_elsewhere = no_code;
    start(first, be_first);
    let_others_run();
    set_priority(helper(first), 20);
    start(second, be_second);
    start(third, be_third);
    let_others_run();
}

void take_chain() {
    ipc(nothing_to_send, from_partner, wait_for_ever, helper(first), 0, 0);
    sleep(receive_2_ms);
    set_priority(helper(first), 16);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat;
    using namespace kumquat::user;
    begin_claims();

    queue_up(do_nothing);
    take_chain();
    claim("state.1", "between its phases a thread is ready", 0, state_between);
    claim("ipc.receive.4", "the message that waited for it comes", 0, code_of_second);
    claim("ipc.send.9", "and its sender goes on", 0, code_of_third);

    queue_up(send_second_elsewhere);
    take_chain();
    claim("cancel.1", "the receive that is still to come can be cancelled", 0x40,
          code_elsewhere);
    claim("ipc.send.6", "who waits to send to it waits on", no_code, code_of_third);

    second_receives = nothing_to_receive;
    queue_up(send_second_elsewhere);
    take_chain();
    claim("cancel.6 dope.3", "who only sends has sent: there is nothing to cancel", 0,
          code_elsewhere);
    second_receives = from_anybody;

    second_waits = poll;
    queue_up(park_third);
    take_chain();
    claim("ipc.receive.7",
          "if the message does not come after all, the poll finds nobody", 0x20,
          code_of_second);
    second_waits = wait_for_ever;

    queue_up(do_nothing);
    set_timeslice(helper(second), without_time);
    take_chain();
    claim("ipc.receive.4 schedule.6",
          "a thread without time of its own takes the message all the same", 0,
          code_of_third);
    claim("schedule.6", "although it does not run", no_code, code_of_second);
    finish_claims();
}
