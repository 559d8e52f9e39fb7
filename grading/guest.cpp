// guest.cpp -- boot a graded kernel, and read the evidence it left.
#include "grading/guest.hpp"

#include "grading/kept_machine.hpp"
#include "kernel/memory_layout.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <fmt/format.h>
#include <fstream>

namespace kumquat::grading {

namespace {

/// Two modules stand for sigma0 and the root task: the first labs end before user mode, but
/// the boot wants to see them.
constexpr const char* module_file = "labs/common/boot_module.txt";

machine::Run run_of(const GradedKernel& kernel,
                    const std::string& test,
                    const std::filesystem::path& sent,
                    const std::string& options) {
    machine::Run run;
    run.kernel = kernel.file;
    run.modules = {{kernel.tree / module_file, "sigma0"},
                   {kernel.tree / module_file, "root"},
                   {sent, ""}};
    run.border = kernel.border;
    run.command_line = "test=" + test;
    if (!options.empty()) {
        run.command_line += " " + options;
    }
    return run;
}

/// The boot module with the token and the numbers.
std::filesystem::path write_sent(const std::filesystem::path& folder,
                                 uint32_t token,
                                 const std::vector<uint32_t>& numbers) {
    const std::filesystem::path file = folder / "numbers";
    std::ofstream out{file, std::ios::binary};
    out.write(reinterpret_cast<const char*>(&token), sizeof token);
    out.write(reinterpret_cast<const char*>(numbers.data()),
              static_cast<std::streamsize>(numbers.size() * sizeof(uint32_t)));
    return file;
}

uint32_t token_of(const std::vector<uint32_t>& numbers) {
    return numbers.back() ^ Evidence::magic_word;
}

Diagnosis no_evidence(const std::string& saw) {
    return {
        "no_evidence", saw,
        "The end of the test was announced, but the test did not run. Nothing that a "
        "kernel announces about itself is believed.",
        "", ""};
}

}  // namespace

Guest::Guest(std::shared_ptr<const machine::Outcome> outcome,
             const machine::Symbols& symbols,
             uint32_t token)
    : outcome_{std::move(outcome)}, symbols_{symbols}, evidence_{} {
    evidence_ = read_physical<Evidence>(address_of("guest_evidence") - KERNEL_OFFSET);
    if (evidence_.magic != Evidence::magic_word || evidence_.finished != token) {
        throw no_evidence(
            "The run ended with the exit value of a finished test, but guest "
            "memory holds no finished evidence.");
    }
    if (evidence_.count > Evidence::capacity) {
        throw no_evidence(
            fmt::format("The evidence claims {} words and has room for {}.",
                        evidence_.count, Evidence::capacity));
    }
}

std::string Guest::console() const {
    std::string text;
    const std::string& raw = outcome_->console;
    for (size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\r' || i + 1 == raw.size() || raw[i + 1] != '\n') {
            text += raw[i];
        }
    }
    return text;
}

uint32_t Guest::word(uint32_t index) const {
    if (index >= evidence_.count) {
        throw no_evidence(
            fmt::format("The evidence has {} words; word {} was asked for.",
                        evidence_.count, index));
    }
    return evidence_.words[index];
}

uint32_t Guest::address_of(const std::string& symbol) const {
    const auto address = symbols_.find(symbol);
    if (!address) {
        throw CannotGrade(
            fmt::format("The kernel under test has no symbol {}. Was it built "
                        "with the guest tests of this lab?",
                        symbol));
    }
    return *address;
}

Diagnosis Guest::not_mapped(uint32_t address) {
    return {
        "not_mapped",
        fmt::format("Nothing is mapped at 0x{:08X}, where the test's data should lie.",
                    address),
        "The page tables, or the address that the kernel keeps, are wrong.", "", ""};
}

Guest Booter::boot(const std::string& test,
                   const std::vector<uint32_t>& numbers,
                   const std::string& options,
                   unsigned memory_mb) const {
    const machine::TemporaryDirectory folder;
    const uint32_t token = token_of(numbers);
    machine::Run run =
        run_of(kernel_, test, write_sent(folder.path(), token, numbers), options);
    run.memory_mb = memory_mb;
    const auto outcome = Booter::run(std::move(run));
    if (outcome->ending != machine::Ending::exited ||
        outcome->exit_value != exit_test_done) {
        throw diagnose(*outcome, kernel_.symbols);
    }
    return Guest{outcome, kernel_.symbols, token};
}

std::shared_ptr<const machine::Outcome>
Booter::run_program(const GradedKernel& kernel,
                    const std::string& test,
                    const std::vector<uint32_t>& numbers) const {
    const machine::TemporaryDirectory folder;
    const TestProgram& program = kernel.program.value();
    machine::Run run;
    run.kernel = kernel.file;
    run.modules = modules_of(program, write_program(program, folder.path(), test,
                                                    token_of(numbers), numbers));
    run.border = kernel.border;
    run.record = &kernel != &kernel_;
    return Booter::run(std::move(run));
}

ProgramRun Booter::boot_program(const std::string& test,
                                const std::vector<uint32_t>& numbers) const {
    return ProgramRun{*run_program(kernel_, test, numbers), kernel_.program.value(),
                      kernel_.symbols, token_of(numbers), excused_};
}

MeasuredRun Booter::measure_program(const std::string& test,
                                    const std::vector<uint32_t>& numbers) const {
    if (!kernel_.measured) {
        throw CannotGrade("This lab's lab.json has no \"measured_switches\".");
    }
    const GradedKernel& kernel = *kernel_.measured;
    const auto told = last_;
    last_kernel_ = &kernel;
    MeasuredRun run{run_program(kernel, test, numbers), kernel.program.value(),
                    kernel.symbols, token_of(numbers)};
    if (told) {
        last_ = told;
        last_kernel_ = &kernel_;
    }
    return run;
}

std::shared_ptr<const machine::Outcome> Booter::run(machine::Run run) const {
    run.instruction_budget = test_.instruction_budget;
    run.virtual_budget_ns = test_.virtual_ms * 1'000'000;
    run.walls = kernel_.walls;
    run.plugin = kernel_.plugin;
    keep_machine(run);
    auto outcome = std::make_shared<machine::Outcome>(machine::run(run));
    if (outcome->ending == machine::Ending::wall_clock) {
        run.wall_clock_limit *= 10;  // the host's fault until shown otherwise
        outcome = std::make_shared<machine::Outcome>(machine::run(run));
    }
    last_ = outcome;
    instructions_ += outcome->instructions;
    ++boots_;
    return outcome;
}

}  // namespace kumquat::grading
