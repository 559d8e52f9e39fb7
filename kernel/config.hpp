// config.hpp -- the switches of the kernel. Each is a constant that plain `if` tests, so that
// both positions are always compiled and checked. Override one on the make command line:
// `make kernel TRACE=off`.
#pragma once

#include <stdint.h>

#ifndef KUMQUAT_TRACE
#define KUMQUAT_TRACE on
#endif

#ifndef KUMQUAT_IPC_FAST_PATH
#define KUMQUAT_IPC_FAST_PATH on
#endif

namespace kumquat::config {

/// Positions of a switch; the macro of the command line names one of them.
namespace position {
constexpr bool on = true, off = false;
}

/// Record events in the trace ring.
constexpr bool trace = position::KUMQUAT_TRACE;

/// Short messages go through ipc/fast_path.S.
constexpr bool ipc_fast_path = position::KUMQUAT_IPC_FAST_PATH;

/// A message hands the processor to its receiver; off: the scheduler is asked.
constexpr bool ipc_direct_switch = true;

/// I/O privilege level of user threads. Old programs use in, out, cli and sti directly.
constexpr uint32_t user_iopl = 3;

/// Priority and timeslice of the first two tasks. Source: L4 Version 2, "Priorities at start".
constexpr int first_priority = 16;
constexpr uint32_t default_timeslice_us = 10'000;

/// What the trace says about the build.
constexpr char description[] = KUMQUAT_TRACE_DESCRIPTION;

}  // namespace kumquat::config
