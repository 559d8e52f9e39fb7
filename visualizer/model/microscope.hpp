// microscope.hpp -- one operation of the kernel, instruction by instruction.
// Its one idea: a recording says what each instruction did; what it cost in memory (which lines of
// the cache and which pages of the TLB it was the first to touch) follows from that, and is added
// up here.
// Source: visualizer/microscope.schema.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kumquat {

struct MemoryAccess {
    uint32_t address = 0, size = 4;
    bool is_write = false;
    std::optional<uint32_t> value;
    std::string
        by;  // empty: the instruction; or the processor itself: "frame", "descriptor"
};

/// Lines and pages that an instruction is the first to touch, as addresses; pages since CR3 was
/// loaded, if the recording says so.
struct FirstTouches {
    std::vector<uint32_t> code_lines, data_lines, pages;
};

struct MicroStep {
    uint32_t address = 0;
    std::string text;      // "movl %eax, (%esp)"
    std::string bytes;     // "89 04 24"
    std::string function;  // "ipc_entry"
    std::string file;      // "kernel/x86/system_call_entry.S"
    uint32_t line = 0;     // 0: unknown
    std::vector<std::pair<std::string, uint32_t>> registers;  // that it changed
    std::vector<MemoryAccess> memory;

    FirstTouches first;
    uint32_t code_lines = 0, data_lines = 0,
             pages = 0;  // touched first, up to and with this one
};

struct Microscope {
    std::string title;
    uint32_t line_bytes = 32, page_bytes = 4096;
    std::vector<std::pair<std::string, uint32_t>> registers;  // before the first step
    std::vector<MicroStep> steps;

    /// All registers after a step. Requires: step < steps.size()
    std::vector<std::pair<std::string, uint32_t>> registers_after(size_t step) const;
};

struct MicroscopeResult {
    Microscope microscope;
    std::string problem;  // a sentence; empty: it can be shown
};

/// Read a recording. Never fails: what cannot be read is explained in `problem`.
MicroscopeResult read_microscope(std::string_view text, const std::string& file_name);

}  // namespace kumquat
