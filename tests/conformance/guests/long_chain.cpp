// long_chain.cpp -- a long chain of threads waits to send, each to the one before. When the first
// message is taken, so are the others, one after the other; but somebody more important, whose
// timeout ends meanwhile, does not wait until the last one is: it finds the chain half done.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t links = 60, observer = 100, stack_words = 128, rounds = 3000,
                   enough = 3;
constexpr uint32_t first_word = 1000, waiting_to_send = 0xD, no_code = 0xBAD;
constexpr TimeoutWord one_tick{0x7D00000E};  // 125 * 4 us

alignas(16) uint32_t stacks[links + 1][stack_words], observers_stack[stack_words];
volatile uint32_t takes_chain = 0, tries = 0, wrong_words = 0, half_done = 0;
volatile uint32_t code_at_once = no_code, code_of_cancelled = no_code;

void begin(uint32_t number, Code code) {
    start_thread(number, address_of(code), address_of(stacks[number] + stack_words),
                 sigma0_id);
}

/// Reply and wait: to the thread before, and for whoever comes, which is the thread behind.
void be_link() {
    const uint32_t self = myself().lthread();
    const ThreadId before = self == 1 ? main_thread() : helper(self - 1);
    for (;;) {
        const IpcResult got =
            ipc(send_registers, self == links ? nothing_to_receive : from_anybody,
                wait_for_ever, before, first_word + self, 0);
        if (!got.ok() || (self != links && got.w0 != first_word + self + 1)) {
            wrong_words = wrong_words + 1;
        }
    }
}

/// The last one whose message has been taken, if the next one's has not.
uint32_t end_of_what_is_done() {
    for (uint32_t i = 1; i < links; ++i) {
        if (state_of(helper(i)) == waiting_to_send) {
            return i - 1;
        }
    }
    return 0;
}

/// More important than all: looks at the chain at every tick.
void observe() {
    for (;;) {
        sleep(one_tick);
        const uint32_t end = takes_chain != 0 ? end_of_what_is_done() : 0;
        if (end == 0) {
            continue;
        }
        half_done = half_done + 1;
        if (half_done == 1) {
            code_at_once =
                ipc(send_registers, nothing_to_receive, both_zero, helper(end), 7, 0)
                    .dope.word();
        }
        if (half_done == 2) {
            code_elsewhere = no_code;
            start_thread(end, address_of(go_on_elsewhere),
                         address_of(stacks[end] + stack_words), sigma0_id);
            takes_chain = 0;
            sleep(receive_2_ms);
            code_of_cancelled = code_elsewhere;
            begin(end, be_link);
        }
    }
}

/// All have the main thread's priority: each runs until it waits.
void let_links_queue_up() {
    for (uint32_t i = 0; i < 4; ++i) {
        thread_switch(ThreadId::nil());
    }
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat;
    using namespace kumquat::user;
    begin_claims();
    for (uint32_t i = 1; i <= links; ++i) {
        begin(i, be_link);
    }
    start_thread(observer, address_of(observe),
                 address_of(observers_stack + stack_words), sigma0_id);
    set_priority(helper(observer), 20);
    for (uint32_t round = 0; half_done < enough && round < rounds; ++round) {
        let_links_queue_up();
        takes_chain = 1;
        const IpcResult got =
            ipc(nothing_to_send, from_partner, wait_for_ever, helper(1), 0, 0);
        takes_chain = 0;
        wrong_words = wrong_words + (got.ok() && got.w0 == first_word + 1 ? 0 : 1);
    }
    claim("ipc.receive.4 ipc.receive.1",
          "each thread has got its neighbour's message, and nothing else", 0,
          wrong_words);
    claim_that("sched.3", "somebody more important does not wait for the whole chain",
               half_done >= enough);
    claim("ipc.receive.1",
          "whoever has sent, and has a message waiting, takes no other", 0x30,
          code_at_once);
    claim("cancel.1", "its receive can be cancelled", 0x40, code_of_cancelled);
    finish_claims();
}
