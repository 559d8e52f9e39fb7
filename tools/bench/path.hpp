// path.hpp -- what the processor executed, cut into pieces that can be counted.
// The one idea: the address tells the privilege (the kernel lies above 3 GB), and `int` and iret
// tell where the path crosses over; so a recording needs no help from the kernel.
// Invariant: an `int` belongs to the user, an iret to the kernel.
#pragma once

#include "tools/plugin/recording.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kumquat::bench {

using Entries = std::vector<plugin::Entry>;

/// One executed instruction with its memory accesses.
struct Step {
    plugin::Entry instruction;
    std::span<const plugin::Entry> accesses;

    uint32_t address() const { return instruction.address; }
    bool in_kernel() const { return instruction.address >= 0xC0000000; }
    bool is_int(uint8_t vector) const {
        return instruction.kind == plugin::Kind::call_gate &&
               instruction.vector == vector;
    }
};
using Steps = std::vector<Step>;
using Path = std::span<const Step>;

/// The steps of a recording, which must outlive them.
Steps steps_of(const Entries& recording);

std::size_t kernel_count(Path path);

/// Pieces of a path that lie in the kernel as a whole, in order.
std::vector<Path> kernel_runs(Path path);

/// Cut a path at each execution of the instruction that the first `int vector` is; what is
/// before the first and behind the last of them is dropped.
std::vector<Path> periods(const Steps& steps, uint8_t vector);

/// The period that stands for all: the last one of the length that occurs most often.
/// \return nothing if less than half of them have that length, or fewer than four
std::optional<Path> steady(const std::vector<Path>& periods);

/// The middle of some counts. Requires: there is one.
uint64_t median(std::vector<uint64_t> counts);

}  // namespace kumquat::bench
