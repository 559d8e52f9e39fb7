// client.cpp -- the demo's clients: a quick one that sleeps between its calls, a busy one that
// computes. Which of them it is, the task number says.
#include "user/apps/demo/protocol.hpp"
#include "user/lib/console.hpp"
#include "user/lib/program.hpp"

namespace kumquat::demo {

using namespace kumquat::user;

namespace {

constexpr uint32_t stack_words = 1024;
uint32_t second_stack[stack_words];

constexpr TimeoutWord receive_2_ms{0x7D00000D};  // 125 * 16 us
constexpr TimeoutWord receive_5_ms{0x4F00000C};  // 79 * 64 us
constexpr TimeoutWord do_not_wait{0x00000011};

/// Something to do that takes a while. \param steps  loop iterations
void compute(uint32_t steps) {
    for (uint32_t i = 0; i < steps; ++i) {
        asm volatile("");
    }
}

void start_second_thread(void (*main)()) {
    start_thread(
        1, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(main)),
        static_cast<uint32_t>(reinterpret_cast<uintptr_t>(second_stack + stack_words)),
        pager_id);
}

/// The quick client's second thread: its call is never answered.
void wait_in_vain() {
    name_myself("in vain");
    call(server_id, never_answer, 0);
    sleep_for_ever();
}

/// The busy client's second thread: competes for the processor at the same priority.
void compute_beside() {
    name_myself("compute");
    constexpr uint32_t rounds = 3, steps = 4'000'000;
    for (uint32_t round = 0; round < rounds; ++round) {
        compute(steps);
        thread_switch(ThreadId::nil());
    }
    sleep_for_ever();
}

void be_quick(bool is_steady) {
    name_myself("quick client");
    if (!is_steady) {
        start_second_thread(wait_in_vain);
    }
    constexpr uint32_t calls = 60;
    for (uint32_t i = 1; i <= calls; ++i) {
        call(server_id, i % 4 == 0 ? remember : add, i);
        if (!is_steady && i % 6 == 0) {
            sleep(receive_2_ms);
        }
    }
    TRACE_MARK("calls are done");
    receive(server_id,
            is_steady ? do_not_wait : receive_5_ms);    // the server never sends
    send(pager_id.with_lthread(9), 0, 0, do_not_wait);  // nobody is there
    send(myself().with_lthread(0), 0, 0, do_not_wait);  // nor can one meet oneself
}

void be_busy() {
    name_myself("busy client");
    start_second_thread(compute_beside);
    constexpr uint32_t calls = 60, steps = 60'000;
    for (uint32_t i = 1; i <= calls; ++i) {
        compute(steps);
        call(server_id, add, i);
    }
    compute(8'000'000);
}

}  // namespace

}  // namespace kumquat::demo

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::demo;
    const kumquat::ThreadId self = myself();
    const bool is_steady = call(kumquat::root_id, ask_variant, 0).w0 != 0;
    if (self.task() == quick_client) {
        be_quick(is_steady);
    } else {
        be_busy();
    }
    call(kumquat::root_id, say_done, 0);
    sleep_for_ever();
}
