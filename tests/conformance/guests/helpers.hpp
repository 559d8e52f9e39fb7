// helpers.hpp -- threads of the root task that a claim needs beside the main thread.
// All run at the main thread's priority unless a claim changes that; they run when it waits.
#pragma once

#include "tests/kernel/guests/claims.hpp"
#include "user/lib/raw_calls.hpp"

namespace kumquat::user {

using Code = void (*)();

constexpr uint32_t helper_count = 8;  // lthreads 1 to 8
constexpr uint32_t missing_lthread = 99;

constexpr TimeoutWord both_zero{0x00000011};
constexpr TimeoutWord receive_2_ms{0x7D00000D};   // 125 * 16 us
constexpr TimeoutWord receive_10_ms{0x9D00000C};  // 157 * 64 us = 10,048 us
constexpr TimeoutWord send_10_ms{0x009D00C0};
constexpr TimeoutWord both_10_ms{0x9D9D00CC};

inline uint32_t address_of(const volatile void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}
inline uint32_t address_of(Code code) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code));
}

/// Remember who the main thread is. Call it first.
void begin_claims();
ThreadId main_thread();

/// Id of the helper with this lthread number.
ThreadId helper(uint32_t number);
uint32_t helper_stack(uint32_t number);
/// Start, or restart, a helper. \param number  1 to helper_count
void start(uint32_t number, Code code);
/// Let a helper sleep for ever.
void park(uint32_t number);
/// Yield until every helper has run as far as it can.
void let_others_run();

/// What thread_schedule tells of a thread, changing nothing; and its state alone, 0xFFFFFFFF if
/// the call was refused.
CallRegisters schedule_of(ThreadId thread);
uint32_t state_of(ThreadId thread);

/// Set the timeslice of a thread of priority 16. \param length  bits 31:20 of thread_schedule's EAX
constexpr uint32_t without_time = 0x00A00000;  ///< mantissa 0: donated time only
void set_timeslice(ThreadId thread, uint32_t length);

/// Where a thread can be sent by lthread_ex_regs: it notes the EAX that it finds, and sleeps.
extern "C" void go_on_elsewhere();
extern volatile uint32_t code_elsewhere;

/// The completion code alone: bits 7:4.
inline uint32_t code_of(const IpcResult& result) {
    return static_cast<uint32_t>(result.dope.error());
}
inline uint32_t code_of(const CallRegisters& registers) { return registers.eax & 0xF0; }

}  // namespace kumquat::user
