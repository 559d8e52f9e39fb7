// run_main.cpp -- the command kumquat-run: boot a kernel once, keep console and trace.
#include "tools/command.hpp"
#include "tools/machine/kept_run.hpp"
#include "tools/machine/machine.hpp"
#include "tools/trace/json.hpp"

#include <fmt/format.h>
#include <fstream>
#include <iostream>

namespace {

using namespace kumquat;

enum ExitCode : int {
    exit_success = 0,
    exit_guest_failed = 1,    // it did not end as it should; 2: exit_wrong_usage
    exit_no_trace = 3,        // it ran, but left no trace that can be read
    exit_infrastructure = 4,  // the emulator or the host is to blame
};

struct Arguments {
    machine::Run run;
    std::vector<std::string> modules;
    std::vector<std::string> names;
    std::string emulator = "qemu";
    std::string trace_out, console_out, recording, git = "unknown";
    double budget_ms = 2000, limit_s = 60;
    bool any_ending = false;
    bool quiet = false;
};

/// "PATH words" split at the first blank.
machine::Module module_from(const std::string& text) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    return {text.substr(0, blank), blank < text.size() ? text.substr(blank + 1) : ""};
}

void add_options(CLI::App& app, Arguments& arguments) {
    app.add_option("--kernel", arguments.run.kernel, "kernel, an ELF file")->required();
    app.add_option(
        "--module", arguments.modules,
        "boot module and its arguments in one word: \"FILE ARGS\"; any number");
    app.add_option("--cmdline", arguments.run.command_line, "kernel command line");
    app.add_option("--memory", arguments.run.memory_mb, "megabytes of RAM")
        ->capture_default_str();
    app.add_option("--emulator", arguments.emulator, "qemu or bochs")
        ->check(CLI::IsMember({"qemu", "bochs"}))
        ->capture_default_str();
    app.add_option("--trace-out", arguments.trace_out, "write the trace here, as JSON");
    app.add_option("--console-out", arguments.console_out, "write the console here");
    app.add_option("--keep", arguments.run.directory,
                   "keep memory, console and logs of the run in this folder");
    app.add_option("--recording", arguments.recording,
                   "record the run in this folder, for make replay");
    app.add_option("--budget-instructions", arguments.run.instruction_budget,
                   "stop after so many instructions")
        ->capture_default_str();
    app.add_option("--budget-ms", arguments.budget_ms,
                   "stop after so much virtual time")
        ->capture_default_str();
    app.add_option("--limit-s", arguments.limit_s, "give up after so many seconds")
        ->capture_default_str();
    app.add_option("--names", arguments.names,
                   "names of tasks and threads: 5=server 5.1=worker");
    app.add_option("--git", arguments.git, "version of the sources, for the trace");
    app.add_flag("--stop-at-first-user", arguments.run.stop_at_first_user,
                 "stop before the first instruction in user mode");
    app.add_flag("--any-ending", arguments.any_ending,
                 "end with status 0 however the guest ended");
    app.add_flag("--quiet", arguments.quiet, "no summary");
    app.footer("Exit status: 0 the guest ended with value 0 (or its budget was used "
               "up), 1 it did "
               "not, 2 wrong usage,\n3 no trace, 4 the emulator failed.");
}

trace::Trace trace_of(const machine::Outcome& outcome, const Arguments& arguments) {
    trace::Context context{.git = arguments.git, .names = {}};
    for (const std::string& name : arguments.names) {
        const std::size_t equals = std::min(name.find('='), name.size() - 1);
        context.names[name.substr(0, equals)] = name.substr(equals + 1);
    }
    trace::RawTrace raw =
        outcome.memory.size() == 0
            ? trace::read_frames(outcome.port_e9)
            : trace::read_run(outcome.memory.bytes(), outcome.port_e9);
    for (const std::string& warning : raw.warnings) {
        fmt::print(stderr, "Warning: {}\n", warning);
    }
    return trace::build_trace(std::move(raw), context);
}

/// "412" or "1.9 M".
std::string rounded(uint64_t number) {
    const auto value = static_cast<double>(number);
    return number < 10'000      ? std::to_string(number)
           : number < 1'000'000 ? fmt::format("{:.1f} k", value / 1e3)
                                : fmt::format("{:.1f} M", value / 1e6);
}

bool ended_well(const machine::Outcome& outcome) {
    switch (outcome.ending) {
    case machine::Ending::exited:
        return outcome.exit_value == 0;
    case machine::Ending::stop_address:
    case machine::Ending::first_user:
    case machine::Ending::instruction_budget:
    case machine::Ending::virtual_budget:
        return true;
    default:
        return false;
    }
}

int run(Arguments& arguments) {
    for (const std::string& module : arguments.modules) {
        arguments.run.modules.push_back(module_from(module));
    }
    const bool in_bochs = arguments.emulator == "bochs";
    arguments.run.virtual_budget_ns = static_cast<uint64_t>(arguments.budget_ms * 1e6);
    arguments.run.wall_clock_limit =
        std::chrono::milliseconds{static_cast<int64_t>(arguments.limit_s * 1e3)};
    arguments.run.capture_port_e9 = true;
    if (!arguments.recording.empty()) {
        machine::keep_run(arguments.run, arguments.recording);
    }
    const machine::Outcome outcome =
        in_bochs ? machine::run_bochs(arguments.run) : machine::run(arguments.run);

    if (!arguments.console_out.empty()) {
        std::ofstream{arguments.console_out} << outcome.console;
    }
    if (machine::is_infrastructure_error(outcome.ending)) {
        fmt::print(stderr, "{}\n", outcome.sentence());
        return exit_infrastructure;
    }
    std::string what = "Ran";
    if (!arguments.trace_out.empty()) {
        try {
            const trace::Trace trace = trace_of(outcome, arguments);
            trace::write_json_file(arguments.trace_out, trace);
            what = trace::summary(trace);
        } catch (const std::runtime_error& error) {
            fmt::print(stderr, "{}\n{}\n", outcome.sentence(), error.what());
            return exit_no_trace;
        }
    }
    const bool is_well = ended_well(outcome) || arguments.any_ending;
    if (!arguments.quiet) {
        const std::string length =
            in_bochs ? "Bochs" : rounded(outcome.instructions) + " instructions";
        fmt::print("{} in {}\n", what, length);
    }
    if (!is_well || arguments.run.stop_at_first_user) {
        fmt::print(is_well ? stdout : stderr, "{}\n", outcome.sentence());
    }
    return is_well ? exit_success : exit_guest_failed;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Boot a Kumquat kernel once in an emulator and keep what it left: console and "
        "trace."};
    Arguments arguments;
    add_options(app, arguments);
    return run_command(app, argc, argv, [&] { return run(arguments); });
}
