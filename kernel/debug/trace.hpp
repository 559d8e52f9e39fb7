// trace.hpp -- trace points: what the kernel tells the outside about what it does.
// Each kind of event has an inline function; with TRACE=off all of them compile to nothing.
// Records go to a ring in the kernel pool that is read from outside the machine. When the ring
// is full it is drained to port 0xE9, so nothing is ever lost silently.
#pragma once

#include "kernel/config.hpp"
#include "kernel/debug/trace_ring.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/threads/tcb.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

/// What stands in a column for a thread, ...
inline uint32_t trace_column(const Tcb& thread) { return thread.id.number().value; }
inline uint32_t trace_column(Tcb* thread) {
    return thread == nullptr ? no_thread : trace_column(*thread);
}
inline uint32_t trace_column(ThreadId id) {
    const bool names_none =  // the high word of an id does not matter
        id.is_nil() || id.low() == ThreadId::invalid().low() || id.is_interrupt();
    return names_none ? no_thread : id.number().value;
}
/// ... a task, an address, a time, ...
inline uint32_t trace_column(TaskNumber task) { return task.value; }
inline uint32_t trace_column(VirtAddr address) { return address.raw(); }
inline uint32_t trace_column(Timeout timeout) {
    constexpr uint32_t longest = trace_timeout_never - 1;
    if (timeout.is_never()) {
        return trace_timeout_never;
    }
    return timeout.us() < longest ? static_cast<uint32_t>(timeout.us()) : longest;
}
/// ... a word of the interface, a number.
template <typename Column>
constexpr uint32_t trace_column(const Column& column) {
    if constexpr (requires { column.word(); }) {
        return column.word();
    } else {
        return static_cast<uint32_t>(column);
    }
}

/// Record one event. While there is room in the ring, that is all there is to do; see
/// trace_ring.hpp for the rest.
template <typename... Columns>
inline void trace_event(TraceKind kind, const Columns&... columns) {
    if constexpr (config::trace) {
        if (trace_room.next == trace_room.end) {
            append_and_make_room(kind, {{trace_column(columns)...}});
            return;
        }
        TraceRecord& record = *trace_room.next++;
        record.tsc = read_time_stamp();
        record.kind = static_cast<uint32_t>(kind);
        uint32_t used = 0;
        ((record.columns[used++] = trace_column(columns)), ...);
        ++trace_ring.written;
    }
}

/// A function for each kind: trace_timer(running, clock_us) and all the others. Its arguments are
/// the columns that trace_kinds.hpp lists, in their order, and none is left away. (Below and in
/// trace_ipc.hpp and trace_memory.hpp are forms that take fewer, and find out the rest.)
#define KIND(name, ...)                                                                \
    template <typename... Columns>                                                     \
    inline void trace_##name(const Columns&... columns) {                              \
        constexpr const char* names[] = {__VA_ARGS__};                                 \
        static_assert(sizeof...(columns) == sizeof(names) / sizeof(names[0]));         \
        trace_event(TraceKind::name, columns...);                                      \
    }
KUMQUAT_TRACE_KINDS(KIND)
#undef KIND

/// The processor's time belongs to `owner` now, or it has got a new slice.
inline void trace_timeslice(const Tcb& owner) {
    trace_timeslice(owner, owner.remaining_us);
}

inline void trace_ready_insert(const Tcb& thread) {
    trace_ready_insert(thread, thread.priority);
}

inline void trace_ready_remove(const Tcb& thread) {
    trace_ready_remove(thread, thread.priority);
}

inline void trace_exception(const Tcb& thread, const TrapFrame& frame) {
    trace_exception(thread, frame.vector, frame.error, frame.eip);
}

/// \param kind  thread_name or user_mark
/// \param text  array of 16 characters, padded with zeros
inline void trace_text(TraceKind kind, const Tcb& thread, const char* text) {
    uint32_t words[4] = {};
    for (uint32_t i = 0; i < sizeof(words); ++i) {
        words[i / 4] |= uint32_t{static_cast<unsigned char>(text[i])} << (8 * (i % 4));
    }
    trace_event(kind, thread, words[0], words[1], words[2], words[3]);
}

}  // namespace kumquat
