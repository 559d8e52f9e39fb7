// guest.hpp -- a finished run, seen from outside: evidence, registers, tables, console.
// The guest test leaves words in `guest_evidence`; they lie in guest memory and are read by
// the grader, in the frames that the border guards: what page tables show there is the kernel's.
// Invariant: a Guest exists only if the guest test came to its end; all other endings are a
// Diagnosis.
#pragma once

#include "grading/diagnosis.hpp"
#include "grading/lab.hpp"
#include "grading/measured_run.hpp"
#include "grading/program_run.hpp"
#include "labs/common/evidence.hpp"
#include "tools/machine/machine.hpp"
#include "tools/machine/symbols.hpp"

#include <memory>
#include <optional>
#include <string>

namespace kumquat::grading {

class Guest {
public:
    /// \throws Diagnosis if there is no evidence where it should be
    Guest(std::shared_ptr<const machine::Outcome> outcome,
          const machine::Symbols& symbols,
          uint32_t token);

    /// Bytes that arrived at COM1 during the guest test, without the carriage returns before
    /// line feeds.
    std::string console() const;
    /// The bytes as they came.
    const std::string& raw_console() const { return outcome_->console; }

    /// How many words the guest test recorded.
    uint32_t count() const { return evidence_.count; }
    /// Word `index` of the evidence. \throws Diagnosis if there are fewer
    uint32_t word(uint32_t index) const;

    const machine::Registers& registers() const { return outcome_->registers; }

    /// The T at a virtual address. \throws Diagnosis if it is not mapped
    template <typename T>
    T read(uint32_t address) const {
        const auto value = outcome_->memory.read_virtual<T>(registers().cr3, address);
        if (!value) {
            throw not_mapped(address);
        }
        return *value;
    }

    /// The T at a physical address. \throws Diagnosis if that is not RAM
    template <typename T>
    T read_physical(uint32_t address) const {
        if (address > outcome_->memory.size() - sizeof(T)) {
            throw not_mapped(address);
        }
        return outcome_->memory.read_physical<T>(address);
    }

    /// Address of a symbol of the kernel under test. \throws CannotGrade if it has none
    uint32_t address_of(const std::string& symbol) const;

private:
    static Diagnosis not_mapped(uint32_t address);

    std::shared_ptr<const machine::Outcome> outcome_;
    const machine::Symbols& symbols_;
    Evidence evidence_;
};

/// A kernel that was built with the guest tests of a lab.
struct GradedKernel {
    std::filesystem::path tree;
    std::filesystem::path file;
    machine::Symbols symbols;
    machine::Border border;              // around the tests, wherever they run
    std::optional<TestProgram> program;  // if the lab is tested by one, in ring 3
    machine::Confinement walls;          // around the emulator
    std::filesystem::path plugin;        // of the emulator; empty: the grader's own
    std::shared_ptr<const GradedKernel> measured;  // the same, built to be counted
};

/// Boots a kernel for one test, and keeps what the report wants to know of it.
class Booter {
public:
    Booter(const GradedKernel& kernel, const Lab& lab, const Test& test)
        : kernel_{kernel}, test_{test}, excused_{lab.rules_of_others(test)} {}

    /// Boot once and look at how it ended.
    /// \throws Diagnosis if the kernel is to blame, CannotGrade if the host is
    Guest boot(const std::string& test,
               const std::vector<uint32_t>& numbers,
               const std::string& options,
               unsigned memory_mb) const;

    /// Boot once with the lab's test program.
    /// \throws Diagnosis, CannotGrade as above
    ProgramRun boot_program(const std::string& test,
                            const std::vector<uint32_t>& numbers) const;

    /// Boot the kernel that is there to be counted, with the same program, and count.
    /// \throws Diagnosis, CannotGrade as above
    MeasuredRun measure_program(const std::string& test,
                                const std::vector<uint32_t>& numbers) const;

    /// How the last run ended, of those with a trace if there was one; nullptr: there was none.
    const machine::Outcome* last() const { return last_.get(); }
    /// Of which kernel that run was.
    const GradedKernel& last_kernel() const { return *last_kernel_; }
    const GradedKernel& kernel() const { return kernel_; }
    /// Executed in all runs so far.
    uint64_t instructions() const { return instructions_; }
    /// How many runs there were.
    unsigned boots() const { return boots_; }

private:
    std::shared_ptr<const machine::Outcome> run(machine::Run run) const;
    std::shared_ptr<const machine::Outcome>
    run_program(const GradedKernel& kernel,
                const std::string& test,
                const std::vector<uint32_t>& numbers) const;

    const GradedKernel& kernel_;
    const Test& test_;
    const std::vector<model::Rule> excused_;
    mutable std::shared_ptr<const machine::Outcome> last_;
    mutable const GradedKernel* last_kernel_ = &kernel_;
    mutable uint64_t instructions_ = 0;
    mutable unsigned boots_ = 0;
};

}  // namespace kumquat::grading
