// measured_run.hpp -- a finished run of a test program on a kernel that is there to be counted: each
// way through the kernel, instruction by instruction, as the emulator saw it.
// The program says by marks what is to be counted (user/lib/measure.hpp). Everything is worked out from
// what the processor executed (tools/bench/); the kernel is not asked, and tells nothing: it has
// no trace.
// Invariant: a MeasuredRun exists only if the program came to its end, and between its marks no
// program ran but this one.
#pragma once

#include "grading/program_run.hpp"
#include "tools/bench/path.hpp"

#include <memory>

namespace kumquat::grading {

/// One ipc on its way through the kernel: from the `int` to the next instruction in user mode.
struct KernelWay {
    std::size_t instructions = 0;  // of the kernel, iret included
    std::size_t space_changes = 0;
    std::vector<uint32_t> executed = {};  // addresses, the last first
};

/// What a call and its answer cost.
struct RoundTrip {
    std::size_t instructions = 0;  // from an `int` of the client to its next one
    std::size_t lines = 0;  // of cache, code and data, of the longer of the two ways
};

class MeasuredRun : public ProgramLog {
public:
    /// \throws Diagnosis
    MeasuredRun(std::shared_ptr<const machine::Outcome> outcome,
                const TestProgram& program,
                const machine::Symbols& kernel,
                uint32_t token);

    /// Every ipc between the marks, in order.
    const std::vector<KernelWay>& ways() const { return ways_; }

    /// Of many calls between the marks, the one that stands for all.
    /// \throws ClaimFailed if they do not become steady, or are not answered by another thread
    RoundTrip round_trip() const;

    /// The 32-bit word at an address of the kernel, at the end. \throws CannotGrade
    uint32_t kernel_word(uint32_t address) const;

private:
    std::shared_ptr<const machine::Outcome> outcome_;
    bench::Steps steps_;
    std::vector<KernelWay> ways_;
};

}  // namespace kumquat::grading
