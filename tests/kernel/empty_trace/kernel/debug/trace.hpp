// trace.hpp -- trace points of a kernel that never heard of tracing: all empty.
// A kernel built with TRACE=off must be the same to the byte as one built with this header.
#pragma once

#include "kernel/abi/trace_kinds.hpp"
#include "kernel/config.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

#define EMPTY(name)                                                                    \
    template <typename... Arguments>                                                   \
    inline void name(const Arguments&...) {}

EMPTY(start_trace)
EMPTY(stream_trace)
EMPTY(finish_trace)
EMPTY(print_last_events)
EMPTY(trace_boot)
EMPTY(trace_task_create)
EMPTY(trace_task_delete)
EMPTY(trace_task_change)
EMPTY(trace_thread_create)
EMPTY(trace_thread_change)
EMPTY(trace_thread_dead)
EMPTY(trace_thread_delete)
EMPTY(trace_thread_pager)
EMPTY(trace_thread_priority)
EMPTY(trace_thread_switch)
EMPTY(trace_timeslice)
EMPTY(trace_switch)
EMPTY(trace_ready_insert)
EMPTY(trace_ready_remove)
EMPTY(trace_exception)
EMPTY(trace_exception_reflect)
EMPTY(trace_id_nearest)
EMPTY(trace_timer)
EMPTY(trace_text)

}  // namespace kumquat
