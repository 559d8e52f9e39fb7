// cache_lines.hpp -- how many cache lines of 32 bytes a way through the kernel touches.
// Code: the lines of the instructions. Data: the lines of all explicit accesses, and of the two
// stack frames: the five words that the processor pushes at `int` and those that it pops at
// iret. What it reads of descriptors and page tables is left out: what an iret reads, by its
// addresses, which lie outside the frame; the rest is not in the recording at all.
#pragma once

#include "tools/bench/path.hpp"

#include <map>
#include <set>

namespace kumquat::bench {

class CacheLines {
public:
    static constexpr uint32_t line_bytes = 32, frame_bytes = 20;

    /// \param steps  a recording that shows each thread entering and leaving the kernel
    explicit CacheLines(const Steps& steps);

    /// Lines of code of one way through the kernel.
    std::size_t code_lines(Path run) const;

    /// Lines of data of one way through the kernel.
    /// \param entry  the user's `int` that led there
    std::size_t data_lines(const Step& entry, Path run) const;

private:
    /// Where the processor puts the frame at an `int`: where the iret finds it that leads to
    /// the instruction behind. Key: address of that instruction.
    std::map<uint32_t, uint32_t> frames_;
};

/// True if the access is one of an iret's pops, not of its looks into descriptor tables.
bool is_pop(const Step& iret, const plugin::Entry& access);

}  // namespace kumquat::bench
