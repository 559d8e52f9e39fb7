// trace_kinds.hpp -- every kind of trace event, once.
// The kernel, the trace converter and the visualizer all read this list; the JSON Schema is
// checked against it by a test. A kind has a name and up to five 32-bit columns. The name
// of a column tells how to read it:
//   thread partner next pager creator owner by   thread number (task * 128 + lthread); no_thread: none
//   task chief source_task                       task number; no_task: none
//   anything else                                a plain unsigned number
// The converter replaces thread and task numbers by indices into its tables (-1: none).
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kumquat {

constexpr uint32_t trace_columns_max = 5;
constexpr uint32_t no_thread = 0xFFFFFFFF;
constexpr uint32_t no_task = 0xFFFFFFFF;
constexpr uint32_t trace_timeout_never = 0xFFFFFFFF;

// clang-format off
/// KIND(name, columns...): append only, since the position is the number in the record.
#define KUMQUAT_TRACE_KINDS(KIND)                                                             \
    KIND(boot,           "main_high", "version")                                              \
    KIND(task_create,    "task", "chief", "creator", "maximum_priority")                      \
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
    KIND(map,            "task", "address", "frame", "source_task", "source_address")         \
    KIND(exception,      "thread", "vector", "error", "eip")                                  \
    KIND(timer,          "thread", "clock_us")                                                \
    KIND(user_mark,      "thread", "text0", "text1", "text2", "text3")                        \
    KIND(lost,           "count")                                                             \
    KIND(drain,          "records", "nanoseconds")                                            \
    KIND(task_delete,       "task", "by")                                                     \
    KIND(task_change,       "task", "chief", "by")                                            \
    KIND(thread_delete,     "thread", "by")                                                   \
    KIND(thread_pager,      "thread", "pager", "by")                                          \
    KIND(thread_priority,   "thread", "by", "priority", "timeslice_us")                       \
    KIND(thread_switch,     "thread", "next")                                                 \
    KIND(timeslice,         "owner", "remaining_us")                                          \
    KIND(ipc_cancel,        "thread", "by")                                                   \
    KIND(ipc_redirect,      "thread", "partner", "next", "type")                              \
    KIND(transfer_start,    "thread", "partner", "message", "buffer")                         \
    KIND(transfer_fault,    "thread", "partner", "address", "access", "timeout_us")           \
    KIND(transfer_words,    "thread", "partner", "words")                                     \
    KIND(transfer_string,   "thread", "partner", "bytes", "source_address", "address")        \
    KIND(transfer_abort,    "thread", "partner", "result")                                    \
    KIND(interrupt,         "thread", "line")                                                 \
    KIND(interrupt_deliver, "thread", "line")                                                 \
    KIND(interrupt_attach,  "thread", "line")                                                 \
    KIND(interrupt_detach,  "thread", "line")                                                 \
    KIND(exception_reflect, "thread", "vector", "handler", "esp")                             \
    KIND(grant,             "task", "address", "frame", "source_task", "source_address")      \
    KIND(page_split,        "task", "address", "frame")                                       \
    KIND(unmap_start,       "thread", "fpage", "mask")                                        \
    KIND(unmap,             "task", "address", "frame", "left", "by")                         \
    KIND(unmap_end,         "thread")                                                         \
    KIND(kernel_memory,     "task", "frames", "nodes")                                        \
    KIND(id_nearest,        "thread", "wish", "type", "low", "high")                          \
    KIND(ipc_deceit,        "thread", "partner", "next", "is_allowed")
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
    trace_ipc_interrupt = 1u << 6,      // receive: from the interrupt line in bits 15:8
    trace_ipc_memory = 1u << 7,         // the message lies in memory
    trace_ipc_send_zero = 1u << 16,     // the send timeout is zero
    trace_ipc_receive_zero = 1u << 17,  // the receive timeout is zero
    trace_ipc_cut = 1u << 18,         // transfer: more was sent than there was room for
    trace_ipc_map_failed = 1u << 19,  // transfer: no memory to map all of it
    trace_ipc_deceited = 1u << 20,    // transfer: under another thread's id
    trace_ipc_redirected = 1u << 21,  // transfer: to the chief on the way
};
constexpr uint32_t trace_ipc_line_shift = 8;

/// thread_dead.reason
enum class DeathReason : uint32_t { exception, no_pager, killed };

/// map, grant, unmap, page_split .frame: the page in physical memory, as an fpage word: base,
///   bits 7:2 log2 of the size, bit 1 writable. After a map or a grant: what the task has now;
///   of an unmap: what it had. Several pages of one size that follow each other are one event
///   each. A map with source_task 0 is the kernel's own gift to sigma0.
/// unmap.left: 0 the page is gone, 1 it can be read only. by: who unmapped or deleted.
/// task_delete comes when nothing of the task is left; thread_delete when the thread is in no
///   queue any more. task_change: an inactive number has a new chief.
/// thread_switch.next: the thread that the call names; none: to whom the scheduler likes.
/// timeslice: this thread owns the processor's time now, and has so much left. An event
///   whenever the owner changes or gets a new slice.
/// ipc_cancel: a page-fault message is dropped; any other ipc ends with an ipc_result.
/// transfer_abort.result: the code that the receiver, `partner`, gets.
/// ipc_redirect: a message to `partner` goes to `next`; type 4 outward, 0xC inward.
/// ipc_deceit: a message to `partner` is to come under the id of `next`; 1: it will, 0: under its own.
/// transfer_start.message, buffer: the send and the receive descriptor. An ipc_transfer or a
///   transfer_abort ends it. transfer_words (the two in registers count) and transfer_string: what
///   is about to be copied, from where to where. transfer_fault.thread: in whose space; partner: who waits with it.
/// interrupt.thread: who has attached the line, or none. interrupt_deliver: its message
///   arrives. exception_reflect.esp: the thread's stack pointer, with the frame pushed.
/// ipc_block.timeout_us: 0xFFFFFFFF never; larger values than 32 bits hold are cut to 0xFFFFFFFE.
/// timer.clock_us, *.deadline_us: low 32 bits of the kernel's clock.
/// text0..3: 16 characters, little endian, padded with zeros.

static_assert(trace_kind_count == static_cast<uint32_t>(TraceKind::ipc_deceit) + 1);

}  // namespace kumquat
