// look.hpp -- one operation of the kernel, stopped before each instruction.
// The benchmark is run twice: once to find the operation, exactly as `make bench` finds it, and once more
// with the machine held before each of its instructions, to read registers and memory. Time is virtual, so
// both runs are the same; that is checked.
// What the processor reads and writes by itself at an `int`, an exception or an interrupt is in no
// recording: it is added here, from the architecture, and marked.
// Source: Intel 64 and IA-32 SDM vol. 3A, 6.12.1 "Exception- or Interrupt-Handler Procedures".
#pragma once

#include "tools/bench/scenario.hpp"
#include "tools/machine/registers.hpp"
#include "tools/machine/symbols.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kumquat::microscope {

/// An operation that can be looked at.
struct Operation {
    const char* name;
    const char* title;
    const char* benchmark;  // words for the benchmark program
    std::optional<bench::Path> (*find)(const bench::Steps& steps);
};

std::span<const Operation> all_operations();

enum class By {
    program,    // the instruction itself
    frame,      // the processor, on the stack, as it enters or leaves the kernel
    descriptor  // the processor, in a table of descriptors or the task state segment
};

struct Access {
    uint32_t address = 0;
    uint8_t size = 4;  // bytes
    bool is_write = false;
    By by = By::program;
    std::optional<uint32_t> value =
        {};  // up to 4 bytes; nothing if it is not in memory
};

/// A page whose translation the processor does not hold: it was not touched since CR3 was loaded.
struct Miss {
    uint32_t address = 0;  // of the page
    uint32_t bytes = 0;    // its size
};

struct Instruction {
    machine::Registers before;
    plugin::Entry entry;
    std::string code;              // its bytes
    std::vector<Access> accesses;  // in order
    std::vector<Miss> misses;
    /// The exception or interrupt by which the processor came here; its frame is the first of the accesses.
    std::optional<uint32_t> entered_by = {};
};

/// A stretch in the kernel or outside of it.
struct Part {
    bool in_kernel = false;
    std::size_t instructions = 0;
    std::size_t code_lines = 0, data_lines = 0;  // as `make bench` counts them
};

struct Look {
    std::vector<Instruction> instructions;
    machine::Registers after;  // the last one
    std::vector<Part> parts;
    std::vector<machine::Place> places;  // of each instruction
    std::vector<std::string> texts;      // likewise; empty without a disassembler
};

/// \throws bench::NotYet if the kernel does not come so far
/// \throws std::runtime_error if the emulator or the host is to blame
Look look_at(const Operation& operation, const bench::Files& files);

}  // namespace kumquat::microscope
