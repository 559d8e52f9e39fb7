// test_program.hpp -- what the test programs of the labs are made of.
// A test program is trusted code that runs in ring 3, in the place of sigma0: all memory is its own,
// one to one, so it needs no pager, and nothing of later labs. (A lab that tests sigma0 as well has
// it in the place of the root task, with its pages before its eyes from the beginning.) Its threads call the kernel under test;
// each ipc is logged, with all registers. It judges nothing: that is done outside.
#pragma once

#include "labs/programs/call_log.hpp"
#include "user/lib/l4.hpp"

/// Read by the grader, by this name.
extern "C" kumquat::CallLog call_log;

/// Leave a word for the grader.
extern "C" void note(uint32_t word);

namespace kumquat::user {

using Code = void (*)();

constexpr uint32_t helper_count = 24;  // lthreads 1 to 24

struct ProgramTest {
    const char* name;  // of the claim
    void (*run)(Numbers& numbers);
};

/// The tests of the lab: an array that ends with a test without a name.
extern const ProgramTest program_tests[];

/// What the grader sent. Each thread that draws must do so at a time that the test fixes.
extern Numbers numbers;

ThreadId main_thread();
ThreadId helper(uint32_t number);

/// Start a helper, or send it elsewhere. \param number  1 to helper_count
void start(uint32_t number, Code code);

/// The same, but it goes on where it notes the EAX that it finds, as a word, and sleeps.
void interrupt(uint32_t number);

/// Yield until every helper has run as far as it can.
void let_others_run();

/// The calling thread's lthread number; of a thread of another task its number in the system.
uint32_t own_number();

/// ipc, with an entry in the log.
IpcResult logged_ipc(SendDescriptor send,
                     ReceiveDescriptor receive,
                     TimeoutWord timeouts,
                     ThreadId partner,
                     uint32_t w0 = 0,
                     uint32_t w1 = 0);

/// The forms of ipc, logged.
inline IpcResult
logged_send(ThreadId to, uint32_t w0, uint32_t w1, TimeoutWord timeouts) {
    return logged_ipc(send_registers, nothing_to_receive, timeouts, to, w0, w1);
}
inline IpcResult logged_receive(ThreadId from, TimeoutWord timeouts) {
    return logged_ipc(nothing_to_send, from_partner, timeouts, from);
}
inline IpcResult logged_wait(TimeoutWord timeouts = wait_for_ever) {
    return logged_ipc(nothing_to_send, from_anybody, timeouts, ThreadId::nil());
}
inline IpcResult logged_call(ThreadId to,
                             uint32_t w0,
                             uint32_t w1,
                             TimeoutWord timeouts = wait_for_ever) {
    return logged_ipc(send_registers, from_partner, timeouts, to, w0, w1);
}
inline IpcResult logged_reply_and_wait(ThreadId to, uint32_t w0, uint32_t w1) {
    return logged_ipc(send_registers, from_anybody, reply_at_once, to, w0, w1);
}

constexpr TimeoutWord both_zero{0x00000011};
/// Send never ends, receive does not wait. No ipc with these goes through kernel/ipc/fast_path.S,
/// which knows only receive phases without end, and may not be written yet.
constexpr TimeoutWord sedately{0x00000001};

/// \param milliseconds  1 to 65: mantissa of units of 256 us
constexpr TimeoutWord receive_timeout_ms(uint32_t milliseconds) {
    return TimeoutWord{((milliseconds * 1000 / 256) << 24) | 0x0000000B};
}
constexpr TimeoutWord send_timeout_ms(uint32_t milliseconds) {
    return TimeoutWord{((milliseconds * 1000 / 256) << 16) | 0x000000B0};
}

/// Sleep, not logged. \param milliseconds  1 to 65
inline void sleep_ms(uint32_t milliseconds) { sleep(receive_timeout_ms(milliseconds)); }

}  // namespace kumquat::user
