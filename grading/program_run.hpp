// program_run.hpp -- a finished run of a test program: what its threads saw, and what the kernel
// told of it meanwhile.
// Two witnesses: the log, which the program wrote in ring 3 (nobody else could), and the trace, which
// the kernel wrote. The trace must keep the executable specification, and must tell the same
// as the log; only then is a claim asked at all.
// Invariant: a ProgramRun exists only if both hold; all other endings are a Diagnosis.
#pragma once

#include "grading/diagnosis.hpp"
#include "grading/shown_pages.hpp"
#include "kernel/abi/thread_id.hpp"
#include "labs/programs/call_log.hpp"
#include "tests/model/rules.hpp"
#include "tools/machine/machine.hpp"
#include "tools/machine/symbols.hpp"
#include "tools/trace/raw_trace.hpp"

#include <filesystem>
#include <vector>

namespace kumquat::grading {

/// One ipc as a thread saw it.
struct Call : LoggedCall {
    bool has_returned() const { return (after[0] | after[1]) != 0; }
    uint64_t begin() const { return before[0] | (uint64_t{before[1]} << 32); }
    uint64_t end() const { return after[0] | (uint64_t{after[1]} << 32); }
    uint64_t duration_ns() const { return end() - begin(); }  // an instruction is one
    uint32_t error() const { return result & 0xF0; }
    /// Who sent the message that came, as `thread`.
    uint32_t sender() const;
    bool has_message() const;
};

/// How a log names a thread, as a text: "2.3".
std::string thread_name(uint32_t thread);

/// A program that tests a kernel, as it was built.
struct TestProgram {
    std::filesystem::path file, root;            // of the root task, which does not run
    std::vector<std::filesystem::path> servers;  // as in Lab::servers
    machine::Symbols symbols, root_symbols;
    std::vector<std::string> doors;  // of the program, beside those that all have
    bool stacks_anywhere;            // not in the program alone
};

/// The border around a program and the root task beside it: their text is entered where it was left,
/// their data is their own.
machine::Border border_of(const TestProgram& program);

/// A copy of the program's file into which the test and its numbers are written.
std::filesystem::path write_program(const TestProgram& program,
                                    const std::filesystem::path& folder,
                                    const std::string& test,
                                    uint32_t token,
                                    const std::vector<uint32_t>& numbers);

/// The boot modules of a run. \param program  the copy that write_program() has made
std::vector<machine::Module> modules_of(const TestProgram& test,
                                        const std::filesystem::path& program);

/// What the program wrote down.
class ProgramLog {
public:
    /// Every logged ipc, in the order in which they began.
    const std::vector<Call>& calls() const { return calls_; }
    /// Those of one thread. \throws ClaimFailed if there are not so many
    std::vector<Call> calls_of(uint32_t thread, size_t count) const;
    /// What the program noted beside them.
    const std::vector<uint32_t>& notes() const { return notes_; }

protected:
    /// Read it. \throws Diagnosis if the program has not come to its end
    void read_log(const machine::Outcome& outcome,
                  const TestProgram& program,
                  const machine::Symbols& kernel,
                  uint32_t token);

private:
    std::vector<Call> calls_;
    std::vector<uint32_t> notes_;
};

/// A run that can say something about the kernel: nobody came over the border, and no end was
/// announced but that of a test. \throws Diagnosis
void expect_honest_end(const machine::Outcome& outcome, const machine::Symbols& kernel);

class ProgramRun : public ProgramLog {
public:
    /// Judge an outcome. \param excused  rules that its trace may break
    /// \throws Diagnosis, with the broken rule if the trace breaks another
    ProgramRun(const machine::Outcome& outcome,
               const TestProgram& program,
               const machine::Symbols& kernel,
               uint32_t token,
               const std::vector<model::Rule>& excused);

    /// What the page tables of the tasks beside the program showed at the end.
    const ShownPages& pages() const { return pages_; }
    const trace::RawTrace& trace() const { return trace_; }

private:
    void compare(const trace::RawTrace& trace) const;
    void read_pages(const machine::Outcome& outcome,
                    const TestProgram& program,
                    const machine::Symbols& kernel);

    trace::RawTrace trace_;
    ShownPages pages_;
};

}  // namespace kumquat::grading
