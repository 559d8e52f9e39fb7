// cycles.cpp -- see cycles.hpp.
#include "tools/microscope/cycles.hpp"

#include "tools/microscope/processor.hpp"

namespace kumquat::microscope {

namespace {

constexpr Processor processors[] = {
    {.name = "486", .pair = 107, .each = 1.6, .segment = 9, .cr3 = 4, .miss = 9},
    {.name = "Pentium", .pair = 69, .each = 0.9, .segment = 3, .cr3 = 22, .miss = 9},
};

}  // namespace

std::span<const Processor> all_processors() { return processors; }

Counts counts_of(const Look& look) {
    Counts counts;
    for (const Part& part : look.parts) {
        counts.entries += part.in_kernel;
    }
    for (const Instruction& instruction : look.instructions) {
        const bool is_of_pair = instruction.entry.kind == plugin::Kind::call_gate ||
                                instruction.entry.kind == plugin::Kind::iret;
        counts.others += !is_of_pair;
        counts.segments += loads_segment(instruction.code);
        counts.cr3_loads += loads_cr3(instruction.code);
        counts.misses += instruction.misses.size();
    }
    return counts;
}

double cycles(const Counts& counts, const Processor& processor) {
    const auto times = [](std::size_t count, double each) {
        return static_cast<double>(count) * each;
    };
    return times(counts.entries, processor.pair) +
           times(counts.others, processor.each) +
           times(counts.segments, processor.segment) +
           times(counts.cr3_loads, processor.cr3) +
           times(counts.misses, processor.miss);
}

}  // namespace kumquat::microscope
