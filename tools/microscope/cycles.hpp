// cycles.hpp -- what a path would have cost on the processors of its time, by a simple model.
//     cycles = entries x pair + other instructions x each + segment loads x s + CR3 loads x c + misses x m
// A pair is an `int` and its iret. `each` holds ordinary cache misses and taken branches already; what a load
// of a segment register or of CR3 costs is added to it. With these
// constants the model gives 244 cycles for a call of L4 on the 486, where 250 were measured.
// Source: Intel, "i486 Microprocessor Programmer's Reference Manual", 1990; Liedtke, "On Micro-Kernel
// Construction", SOSP 1995, tables 1 to 3.
#pragma once

#include "tools/microscope/look.hpp"

namespace kumquat::microscope {

struct Processor {
    const char* name;
    double pair, each, segment, cr3, miss;  // cycles
};

/// How often each of the costs occurs in a look.
struct Counts {
    std::size_t entries = 0, others = 0, segments = 0, cr3_loads = 0, misses = 0;
};

std::span<const Processor> all_processors();
Counts counts_of(const Look& look);
double cycles(const Counts& counts, const Processor& processor);

}  // namespace kumquat::microscope
