// operations.hpp -- one run of an operation of the kernel, cut out of a recording of many.
// What `make bench` counts and what `make microscope` shows is the same piece of the same recording.
#pragma once

#include "tools/bench/path.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kumquat::bench {

constexpr uint8_t ipc_vector = 0x30, id_nearest_vector = 0x31,
                  fpage_unmap_vector = 0x32, thread_switch_vector = 0x33,
                  task_new_vector = 0x36;

/// The last one of those whose length is the middle one of all.
/// \return nothing if there are none
std::optional<Path> typical(const std::vector<Path>& runs);

/// Each call through a gate that comes back to its caller: the `int` and the way through the kernel.
std::vector<Path> calls_in(const Steps& steps, uint8_t vector);

// One run each; nothing if there is none in the recording. Of several, the typical one.

/// From one `int 0x30` of the client to its next one, if that is the same most of the time.
std::optional<Path> round_trip_in(const Steps& steps);

/// The same up to where the client gives the page back.
std::optional<Path> mapping_in(const Steps& steps);

/// From the faulting instruction's first try to its second, without both.
std::optional<Path> page_fault_in(const Steps& steps);

/// From the first instruction in ring 0 to the last before the interrupt's handler. Interrupts that lead
/// back to where they came from are not meant: those are the clock's.
std::optional<Path> interrupt_in(const Steps& steps);

/// From the first instruction in ring 0 to the last before the thread's own handler.
std::optional<Path> exception_in(const Steps& steps);

}  // namespace kumquat::bench
