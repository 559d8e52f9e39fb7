// config.hpp -- the switches of the kernel. Each is a constant that plain `if` tests, so that
// both positions are always compiled and checked. Override one on the make command line:
// `make kernel TRACE=off`.
#pragma once

#include <stdint.h>

#ifndef KUMQUAT_TRACE
#define KUMQUAT_TRACE on
#endif

namespace kumquat::config {

/// Positions of a switch; the macro of the command line names one of them.
namespace position {
constexpr bool on = true, off = false;
}

/// Record events in the trace ring.
constexpr bool trace = position::KUMQUAT_TRACE;

/// I/O privilege level of user threads. Old programs use in, out, cli and sti directly.
constexpr uint32_t user_iopl = 3;

/// Priority and timeslice of the first two tasks. Source: L4 Version 2, "Priorities at start".
constexpr int first_priority = 16;
constexpr uint32_t default_timeslice_us = 10'000;

/// What the trace says about the build.
constexpr char description[] = KUMQUAT_TRACE_DESCRIPTION;

}  // namespace kumquat::config
