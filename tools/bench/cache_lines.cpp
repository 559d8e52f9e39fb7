// cache_lines.cpp -- see cache_lines.hpp.
#include "tools/bench/cache_lines.hpp"

#include <algorithm>

namespace kumquat::bench {

namespace {

using Lines = std::set<uint32_t>;

void touch(Lines& lines, uint32_t address, uint32_t bytes) {
    for (uint32_t line = address / CacheLines::line_bytes;
         line <= (address + bytes - 1) / CacheLines::line_bytes; ++line) {
        lines.insert(line);
    }
}

}  // namespace

bool is_pop(const Step& iret, const plugin::Entry& access) {
    return access.address - iret.accesses[0].address < CacheLines::frame_bytes;
}

CacheLines::CacheLines(const Steps& steps) {
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        if (steps[i].instruction.kind == plugin::Kind::iret &&
            !steps[i + 1].in_kernel() && !steps[i].accesses.empty()) {
            frames_[steps[i + 1].address()] = steps[i].accesses[0].address;
        }
    }
}

std::size_t CacheLines::code_lines(Path run) const {
    Lines lines;
    for (const Step& step : run) {
        touch(lines, step.address(), step.instruction.size);
    }
    return lines.size();
}

std::size_t CacheLines::data_lines(const Step& entry, Path run) const {
    Lines lines;
    const auto frame = frames_.find(entry.address() + entry.instruction.size);
    if (frame != frames_.end()) {
        touch(lines, frame->second, frame_bytes);
    }
    for (const Step& step : run) {
        const bool is_iret = step.instruction.kind == plugin::Kind::iret;
        for (const plugin::Entry& access : step.accesses) {
            if (!is_iret || is_pop(step, access)) {
                touch(lines, access.address, access.size);
            }
        }
    }
    return lines.size();
}

}  // namespace kumquat::bench
