// trace_ipc.hpp -- trace points of ipc, all empty; see trace.hpp beside it.
#pragma once

#include "kernel/debug/trace.hpp"

namespace kumquat {

EMPTY(trace_ipc_send)
EMPTY(trace_ipc_receive)
EMPTY(trace_ipc_block)
EMPTY(trace_ipc_transfer)
EMPTY(trace_ipc_wake)
EMPTY(trace_ipc_timeout)
EMPTY(trace_ipc_result)
EMPTY(trace_timeout_insert)
EMPTY(trace_timeout_remove)
EMPTY(trace_timeout_fire)
EMPTY(trace_page_fault)
inline void trace_map(TaskNumber, VirtAddr, PhysAddr, bool, TaskNumber) {}

}  // namespace kumquat
