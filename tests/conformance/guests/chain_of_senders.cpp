// chain_of_senders.cpp -- a server replies and waits, and a chain of threads waits to send to it, each
// to the one before. While their messages are taken interrupts are let in, but the client that was
// replied to runs next all the same: it has no time of its own, and would be lost.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t client = 1, first = 2, last = helper_count, rounds = 1000;
volatile uint32_t runs = 0;

void be_client() {
    for (;;) {
        receive(main_thread(), wait_for_ever);
        runs = runs + 1;
    }
}

void send_to_the_one_before() {
    const uint32_t me = myself().lthread();
    for (;;) {
        ipc(send_registers, me == last ? nothing_to_receive : from_anybody,
            wait_for_ever, me == first ? main_thread() : helper(me - 1), 0, 0);
    }
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat;
    using namespace kumquat::user;
    begin_claims();
    start(client, be_client);
    for (uint32_t i = first; i <= last; ++i) {
        start(i, send_to_the_one_before);
    }
    let_others_run();
    set_timeslice(helper(client), without_time);
    uint32_t round = 0;
    for (bool is_good = true; is_good && round < rounds; ++round) {
        const IpcResult got = reply_and_wait(send_registers, helper(client), 0, 0);
        is_good = got.ok() && runs == round + 1;
        for (uint32_t i = first; i <= last; ++i) {
            thread_switch(ThreadId::nil());
        }
    }
    claim("sched.6 schedule.6",
          "who was replied to runs next, whatever interrupts come", rounds, round);
    finish_claims();
}
