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

namespace kumquat {

template <typename... Columns>
inline void trace_event(TraceKind kind, Columns... columns) {
    if constexpr (config::trace) {
        static_assert(sizeof...(columns) <= trace_columns_max);
        const uint32_t words[trace_columns_max] = {columns...};
        append_trace_record(kind, words);
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

inline uint32_t trace_thread(const Tcb& thread) { return thread.id.number().value; }

inline uint32_t trace_thread(ThreadId id) {
    if constexpr (!config::trace) {
        return no_thread;  // and the id is not even read
    }
    const bool names_none =  // the high word of an id does not matter
        id.is_nil() || id.low() == ThreadId::invalid().low() || id.is_interrupt();
    return names_none ? no_thread : id.number().value;
}

inline void trace_boot(uint32_t main_high, uint32_t version) {
    trace_event(TraceKind::boot, main_high, version);
}

inline void trace_task_create(TaskNumber task,
                              TaskNumber chief,
                              ThreadId creator,
                              uint32_t maximum_priority) {
    trace_event(TraceKind::task_create, task.value, chief.value, trace_thread(creator),
                maximum_priority);
}

/// Nothing of the task is left.
inline void trace_task_delete(TaskNumber task, const Tcb& by) {
    trace_event(TraceKind::task_delete, task.value, trace_thread(by));
}

/// An inactive number belongs to another chief.
inline void trace_task_change(TaskNumber task, TaskNumber chief, const Tcb& by) {
    trace_event(TraceKind::task_change, task.value, chief.value, trace_thread(by));
}

inline void
trace_thread_create(const Tcb& thread, ThreadId creator, uint32_t eip, uint32_t esp) {
    trace_event(TraceKind::thread_create, trace_thread(thread), trace_thread(creator),
                static_cast<uint32_t>(thread.priority), eip, esp);
}

inline void trace_thread_change(Tcb& thread, const Tcb& by) {
    trace_event(TraceKind::thread_change, trace_thread(thread), trace_thread(by),
                thread.frame().eip, thread.frame().esp);
}

inline void trace_thread_dead(const Tcb& thread, DeathReason reason) {
    trace_event(TraceKind::thread_dead, trace_thread(thread),
                static_cast<uint32_t>(reason));
}

inline void trace_thread_delete(const Tcb& thread, const Tcb& by) {
    trace_event(TraceKind::thread_delete, trace_thread(thread), trace_thread(by));
}

inline void trace_thread_pager(const Tcb& thread, ThreadId by) {
    trace_event(TraceKind::thread_pager, trace_thread(thread),
                trace_thread(thread.pager), trace_thread(by));
}

/// Priority or timeslice have been set.
inline void trace_thread_priority(const Tcb& thread, const Tcb& by) {
    trace_event(TraceKind::thread_priority, trace_thread(thread), trace_thread(by),
                static_cast<uint32_t>(thread.priority), thread.timeslice_us);
}

/// \param destination  whom the call names, if that thread is ready; otherwise nullptr
inline void trace_thread_switch(const Tcb& self, const Tcb* destination) {
    trace_event(TraceKind::thread_switch, trace_thread(self),
                destination == nullptr ? no_thread : trace_thread(*destination));
}

/// The processor's time belongs to `owner` now, or it has got a new slice.
inline void trace_timeslice(const Tcb& owner) {
    trace_event(TraceKind::timeslice, trace_thread(owner),
                static_cast<uint32_t>(owner.remaining_us));
}

inline void
trace_switch(const Tcb& from, const Tcb& to, SwitchReason reason, const Tcb& owner) {
    trace_event(TraceKind::context_switch, trace_thread(from), trace_thread(to),
                static_cast<uint32_t>(reason), trace_thread(owner));
}

inline void trace_ready_insert(const Tcb& thread) {
    trace_event(TraceKind::ready_insert, trace_thread(thread),
                static_cast<uint32_t>(thread.priority));
}

inline void trace_ready_remove(const Tcb& thread) {
    trace_event(TraceKind::ready_remove, trace_thread(thread),
                static_cast<uint32_t>(thread.priority));
}

inline void trace_exception(const Tcb& thread, const TrapFrame& frame) {
    trace_event(TraceKind::exception, trace_thread(thread), frame.vector, frame.error,
                frame.eip);
}

/// \param esp  user stack pointer, with the frame pushed
inline void trace_exception_reflect(const Tcb& thread,
                                    uint32_t vector,
                                    uint32_t handler,
                                    uint32_t esp) {
    trace_event(TraceKind::exception_reflect, trace_thread(thread), vector, handler,
                esp);
}

inline void
trace_id_nearest(const Tcb& thread, ThreadId wish, uint32_t type, ThreadId answer) {
    trace_event(TraceKind::id_nearest, trace_thread(thread),
                wish.is_invalid() ? ThreadId::invalid().low() : wish.low(), type,
                answer.low(), answer.high());
}

inline void trace_timer(const Tcb& running, uint64_t clock_us) {
    trace_event(TraceKind::timer, trace_thread(running),
                static_cast<uint32_t>(clock_us));
}

/// \param kind  thread_name or user_mark
/// \param text  array of 16 characters, padded with zeros
inline void trace_text(TraceKind kind, const Tcb& thread, const char* text) {
    uint32_t words[4] = {};
    for (uint32_t i = 0; i < sizeof(words); ++i) {
        words[i / 4] |= uint32_t{static_cast<unsigned char>(text[i])} << (8 * (i % 4));
    }
    trace_event(kind, trace_thread(thread), words[0], words[1], words[2], words[3]);
}

}  // namespace kumquat
