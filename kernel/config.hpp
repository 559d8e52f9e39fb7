// config.hpp -- the switches of the kernel. Each is a constant that plain `if` tests, so that
// both positions are always compiled and checked. Override one on the make command line:
// `make kernel TRACE=off`.
#pragma once

#include <stdint.h>

// Who compiles a file without kernel.mk, as tests on the host do, gets the defaults.
#ifndef KUMQUAT_TRACE
#define KUMQUAT_TRACE             on
#define KUMQUAT_FILL              off
#define KUMQUAT_GDB_STUB          off
#define KUMQUAT_IPC_FAST_PATH     on
#define KUMQUAT_SCHED             benno
#define KUMQUAT_TIMEOUTS          three_level
#define KUMQUAT_IPC_REGISTERS     on
#define KUMQUAT_IPC_DIRECT_SWITCH on
#define KUMQUAT_SEGMENT_RELOAD    off
#define KUMQUAT_TCB_LOOKUP        direct
#define KUMQUAT_IPC_STRING        window
#define KUMQUAT_CLANS             off
#define KUMQUAT_IRQ_ACK           kernel
#define KUMQUAT_TRACE_DESCRIPTION ""
#define KUMQUAT_USER_IOPL         3
#endif

namespace kumquat::config {

/// Positions of a switch; the macro of the command line names one of them.
namespace position {
constexpr bool on = true, off = false;
}

/// Record events in the trace ring.
constexpr bool trace = position::KUMQUAT_TRACE;

/// What it costs to be ready: threads/ready_queue_benno.cpp, ready_queue_lazy.cpp or
/// ready_queue_eager.cpp.
enum class Sched { benno, lazy, eager };
constexpr Sched sched = Sched::KUMQUAT_SCHED;

/// How waiting with a timeout is kept: threads/timeout_queue_three_level.cpp,
/// timeout_queue_sorted.cpp or timeout_queue_modulo.cpp.
enum class Timeouts { three_level, sorted, modulo };
constexpr Timeouts timeouts = Timeouts::KUMQUAT_TIMEOUTS;

/// A message hands the processor to its receiver; off: the receiver is made ready, and the
/// scheduler asked.
constexpr bool ipc_direct_switch = position::KUMQUAT_IPC_DIRECT_SWITCH;

/// The two words of a short message stay in the registers; off: ipc/words_in_memory.cpp.
constexpr bool ipc_registers = position::KUMQUAT_IPC_REGISTERS;

/// All segment registers are loaded on every way in and out: x86/segment_reload.hpp.
constexpr bool segment_reload = position::KUMQUAT_SEGMENT_RELOAD;

/// How words and strings of a long message go over: through a communication window, or
/// through a buffer of the kernel: ipc/double_copy.cpp.
enum class IpcString { window, double_copy };
constexpr IpcString ipc_string = IpcString::KUMQUAT_IPC_STRING;

/// How a thread is found by its number: it stands at its place in the array of TCBs, or in the
/// hash table of threads/thread_table.cpp.
enum class TcbLookup { direct, hashed };
constexpr TcbLookup tcb_lookup = TcbLookup::KUMQUAT_TCB_LOOKUP;

/// Messages between strangers go through their chiefs: ipc/redirection.cpp. Off: everybody may
/// send to everybody.
constexpr bool clans = position::KUMQUAT_CLANS;

/// Messages that need nothing rare go through ipc/fast_path.S and ipc/message_path.S, a single page
/// through memory/map_one_page.cpp. The first two know one kind of kernel only: the switches that
/// are named here must be in their default position.
constexpr bool ipc_fast_path = position::KUMQUAT_IPC_FAST_PATH &&
                               sched == Sched::benno && ipc_direct_switch &&
                               tcb_lookup == TcbLookup::direct && !segment_reload &&
                               !clans && ipc_string == IpcString::window;

/// GDB can come in over the second serial port: gdb_stub/stub.hpp.
constexpr bool gdb_stub = position::KUMQUAT_GDB_STUB;

/// Fill freed frames with junk, so that stale use is loud: 1,024 instructions a frame.
constexpr bool fill_freed_frames = position::KUMQUAT_FILL;

/// I/O privilege level of user threads. With 3 they may use in, out, cli and sti directly, as
/// old programs do, and can so stop the machine; with 0 nothing that they do can.
constexpr uint32_t user_iopl = KUMQUAT_USER_IOPL;

/// Who masks an interrupt line and ends its interrupt at the controller:
/// ipc/acknowledge_by_kernel.cpp or ipc/acknowledge_by_driver.cpp.
enum class IrqAck { kernel, driver };
constexpr IrqAck irq_ack = IrqAck::KUMQUAT_IRQ_ACK;
static_assert(irq_ack == IrqAck::kernel || user_iopl == 3, "drivers need the ports");

/// Priority and timeslice of the first two tasks. Source: L4 Version 2, "Priorities at start".
constexpr int first_priority = 16;
constexpr uint32_t default_timeslice_us = 10'000;

/// What the trace says about the build.
inline constexpr char description[] = KUMQUAT_TRACE_DESCRIPTION;

}  // namespace kumquat::config
