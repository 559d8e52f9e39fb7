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
EMPTY(trace_ipc_cancel)
EMPTY(trace_ipc_redirect)
EMPTY(trace_ipc_deceit)
EMPTY(trace_transfer_start)
EMPTY(trace_transfer_fault)
EMPTY(trace_transfer_words)
EMPTY(trace_transfer_string)
EMPTY(trace_transfer_abort)
EMPTY(trace_interrupt)
EMPTY(trace_interrupt_deliver)
EMPTY(trace_interrupt_attach)
EMPTY(trace_interrupt_detach)

}  // namespace kumquat
