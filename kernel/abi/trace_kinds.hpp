// trace_kinds.hpp -- every kind of trace event, once.
// The kernel, the trace converter and the visualizer all read this list; the JSON Schema is
// checked against it by a test. A kind has a name and up to five 32-bit columns. The name
// of a column tells how to read it:
//   thread partner next pager creator owner   thread number (task * 128 + lthread); no_thread: none
//   task chief source_task                    task number; no_task: none
//   anything else                             a plain unsigned number
// The converter replaces thread and task numbers by indices into its tables (-1: none).
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kumquat {

constexpr uint32_t trace_columns_max = 5;
constexpr uint32_t no_thread = 0xFFFFFFFF;
constexpr uint32_t no_task = 0xFFFFFFFF;

// clang-format off
/// KIND(name, columns...): append only, since the position is the number in the record.
#define KUMQUAT_TRACE_KINDS(KIND)                                                             \
    KIND(boot,           "main_high", "version")                                              \
    KIND(task_create,    "task", "chief", "creator")                                          \
    KIND(thread_create,  "thread", "creator", "priority", "eip", "esp")                       \
    KIND(thread_change,  "thread", "creator", "eip", "esp")                                   \
    KIND(thread_name,    "thread", "text0", "text1", "text2", "text3")                        \
    KIND(thread_dead,    "thread", "reason")                                                  \
    KIND(context_switch, "thread", "next", "reason", "owner")                                 \
    KIND(ready_insert,   "thread", "priority")                                                \
    KIND(ready_remove,   "thread", "priority")                                                \
    KIND(ipc_send,       "thread", "partner", "w0", "w1", "flags")                            \
    KIND(ipc_receive,    "thread", "partner", "descriptor", "flags")                          \
    KIND(ipc_block,      "thread", "partner", "phase", "timeout_us")                          \
    KIND(ipc_transfer,   "thread", "partner", "w0", "w1", "flags")                            \
    KIND(ipc_wake,       "thread", "partner")                                                 \
    KIND(ipc_timeout,    "thread", "phase")                                                   \
    KIND(ipc_result,     "thread", "result")                                                  \
    KIND(timeout_insert, "thread", "deadline_us")                                             \
    KIND(timeout_remove, "thread")                                                            \
    KIND(timeout_fire,   "thread", "deadline_us")                                             \
    KIND(page_fault,     "thread", "address", "eip", "access", "pager")                       \
    KIND(map,            "task", "address", "frame", "rights", "source_task")                 \
    KIND(exception,      "thread", "vector", "error", "eip")                                  \
    KIND(timer,          "thread", "clock_us")                                                \
    KIND(user_mark,      "thread", "text0", "text1", "text2", "text3")                        \
    KIND(lost,           "count")                                                             \
    KIND(drain,          "records", "nanoseconds")
// clang-format on

enum class TraceKind : uint32_t {
#define KIND(name, ...) name,
    KUMQUAT_TRACE_KINDS(KIND)
#undef KIND
};

struct TraceKindInfo {
    const char* name;
    const char* columns[trace_columns_max];  // nullptr: unused
};

constexpr TraceKindInfo trace_kind_table[] = {
#define KIND(name, ...) {#name, {__VA_ARGS__}},
    KUMQUAT_TRACE_KINDS(KIND)
#undef KIND
};
constexpr uint32_t trace_kind_count =
    sizeof(trace_kind_table) / sizeof(trace_kind_table[0]);

/// context_switch.reason
enum class SwitchReason : uint32_t {
    direct,     // ipc handed the processor to its partner
    block,      // the thread waits; the scheduler chose the next
    preempt,    // a thread of higher priority became ready
    slice_end,  // the owner's timeslice is used up
    yield,      // thread_switch
    death,      // the thread was stopped for ever
};

/// ipc_block.phase, ipc_timeout.phase
enum class IpcPhase : uint32_t { send, receive };

/// ipc_send.flags, ipc_receive.flags, ipc_transfer.flags
enum TraceIpcFlags : uint32_t {
    trace_ipc_then_receives = 1u << 0,  // the send phase is followed by a receive phase
    trace_ipc_open = 1u << 1,           // that receives from anybody
    trace_ipc_map = 1u << 2,            // the message carries fpages
    trace_ipc_fault = 1u << 3,          // sent by the kernel for a page fault
    trace_ipc_met_waiting = 1u << 4,    // transfer: the receiver was there first
    trace_ipc_mapped = 1u << 5,         // transfer: at least one page was mapped
};

/// thread_dead.reason
enum class DeathReason : uint32_t { exception, no_pager, killed };

/// map.rights: bit 1 writable, bits 7:2 log2 of the size, as in the low byte of an fpage.
/// page_fault.access: bit 0 page present, bit 1 write.
/// ipc_block.timeout_us: 0xFFFFFFFF never; larger values than 32 bits hold are cut to 0xFFFFFFFE.
/// timer.clock_us, *.deadline_us: low 32 bits of the kernel's clock.
/// text0..3: 16 characters, little endian, padded with zeros.

static_assert(trace_kind_count == static_cast<uint32_t>(TraceKind::drain) + 1);

}  // namespace kumquat
