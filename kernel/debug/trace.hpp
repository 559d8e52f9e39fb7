// trace.hpp -- trace points: what the kernel tells the outside about what it does.
// Each is one inline function; with TRACE=off all of them compile to nothing.
// Records go to a ring in the kernel pool that is read from outside the machine. When the ring
// is full it is drained to port 0xE9, so nothing is ever lost silently.
#pragma once

#include "kernel/abi/trace_format.hpp"
#include "kernel/config.hpp"
#include "kernel/debug/trace_ring.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/threads/tcb.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

inline uint32_t trace_thread(const Tcb& thread) { return thread.id.number().value; }

inline uint32_t trace_thread(ThreadId id) {
    if constexpr (!config::trace) {
        return no_thread;  // and the id is not even read
    }
    const bool names_none =  // the high word of an id does not matter
        id.is_nil() || id.low() == ThreadId::invalid().low() || id.is_interrupt();
    return names_none ? no_thread : id.number().value;
}

/// What stands in a column for a thread, a task, an address, a number.
inline uint32_t trace_column(const Tcb& thread) { return trace_thread(thread); }
inline uint32_t trace_column(ThreadId id) { return trace_thread(id); }
inline uint32_t trace_column(TaskNumber task) { return task.value; }
inline uint32_t trace_column(VirtAddr address) { return address.raw(); }
template <typename Number>
constexpr uint32_t trace_column(Number number) {
    return static_cast<uint32_t>(number);
}

/// Record one event. While there is room in the ring, that is all there is to do; see
/// trace_ring.hpp for the rest.
template <typename... Columns>
inline void trace_event(TraceKind kind, const Columns&... columns) {
    if constexpr (config::trace) {
        static_assert(sizeof...(columns) <= trace_columns_max);
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

/// Take a piece of the kernel pool for the ring and record from now on. Records before this
/// are given up.
/// \param frames  size of the ring in page frames, at least 1
inline void start_trace(uint32_t frames) {
    if constexpr (config::trace) {
        allocate_trace_ring(frames);
    }
}

/// Send the rest of the trace through port 0xE9 at the end of the run, not only a full ring.
inline void stream_trace() {
    if constexpr (config::trace) {
        trace_streams = true;
    }
}

/// The run ends: send what is left, if the trace streams.
inline void finish_trace() {
    if constexpr (config::trace) {
        finish_trace_stream();
    }
}

/// For a panic: what happened just before, on the emergency output.
inline void print_last_events() {
    if constexpr (config::trace) {
        print_last_records();
    }
}

inline void trace_boot(uint32_t main_high, uint32_t version) {
    trace_event(TraceKind::boot, main_high, version);
}

inline void trace_task_create(TaskNumber task,
                              TaskNumber chief,
                              ThreadId creator,
                              uint32_t maximum_priority) {
    trace_event(TraceKind::task_create, task, chief, creator, maximum_priority);
}

/// Nothing of the task is left.
inline void trace_task_delete(TaskNumber task, const Tcb& by) {
    trace_event(TraceKind::task_delete, task, by);
}

/// An inactive number belongs to another chief.
inline void trace_task_change(TaskNumber task, TaskNumber chief, const Tcb& by) {
    trace_event(TraceKind::task_change, task, chief, by);
}

inline void
trace_thread_create(const Tcb& thread, ThreadId creator, uint32_t eip, uint32_t esp) {
    trace_event(TraceKind::thread_create, thread, creator, thread.priority, eip, esp);
}

inline void trace_thread_change(Tcb& thread, const Tcb& by) {
    trace_event(TraceKind::thread_change, thread, by, thread.frame().eip,
                thread.frame().esp);
}

inline void trace_thread_dead(const Tcb& thread, DeathReason reason) {
    trace_event(TraceKind::thread_dead, thread, reason);
}

inline void trace_thread_delete(const Tcb& thread, const Tcb& by) {
    trace_event(TraceKind::thread_delete, thread, by);
}

inline void trace_thread_pager(const Tcb& thread, ThreadId by) {
    trace_event(TraceKind::thread_pager, thread, thread.pager, by);
}

/// Priority or timeslice have been set.
inline void trace_thread_priority(const Tcb& thread, const Tcb& by) {
    trace_event(TraceKind::thread_priority, thread, by, thread.priority,
                thread.timeslice_us);
}

/// \param destination  whom the call names, if that thread is ready; otherwise nullptr
inline void trace_thread_switch(const Tcb& self, const Tcb* destination) {
    trace_event(TraceKind::thread_switch, self,
                destination == nullptr ? no_thread : trace_thread(*destination));
}

/// The processor's time belongs to `owner` now, or it has got a new slice.
inline void trace_timeslice(const Tcb& owner) {
    trace_event(TraceKind::timeslice, owner, owner.remaining_us);
}

inline void
trace_switch(const Tcb& from, const Tcb& to, SwitchReason reason, const Tcb& owner) {
    trace_event(TraceKind::context_switch, from, to, reason, owner);
}

inline void trace_ready_insert(const Tcb& thread) {
    trace_event(TraceKind::ready_insert, thread, thread.priority);
}

inline void trace_ready_remove(const Tcb& thread) {
    trace_event(TraceKind::ready_remove, thread, thread.priority);
}

inline void trace_exception(const Tcb& thread, const TrapFrame& frame) {
    trace_event(TraceKind::exception, thread, frame.vector, frame.error, frame.eip);
}

/// \param esp  user stack pointer, with the frame pushed
inline void trace_exception_reflect(const Tcb& thread,
                                    uint32_t vector,
                                    uint32_t handler,
                                    uint32_t esp) {
    trace_event(TraceKind::exception_reflect, thread, vector, handler, esp);
}

inline void
trace_id_nearest(const Tcb& thread, ThreadId wish, uint32_t type, ThreadId answer) {
    trace_event(TraceKind::id_nearest, thread,
                wish.is_invalid() ? ThreadId::invalid().low() : wish.low(), type,
                answer.low(), answer.high());
}

inline void trace_timer(const Tcb& running, uint64_t clock_us) {
    trace_event(TraceKind::timer, running, clock_us);
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
