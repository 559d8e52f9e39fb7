// fuzz_main.cpp -- the fuzzer: runs of random programs, one after the other, each with a new seed.
// build/fuzz/fuzz --kernel FILE [--seconds N] [--seed N] [--checked] ...
#include "tests/fuzz/shrink.hpp"
#include "tools/command.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>

namespace kumquat::fuzz {

namespace {

using Clock = std::chrono::steady_clock;

struct Arguments {
    Trial trial;
    double seconds = 60;
    uint32_t runs = 0;  // 0: until the time is up
    unsigned attempts = 400;
    bool checked = false, no_shrink = false;
    std::filesystem::path totals, results;
};

struct Sums {
    uint64_t runs = 0, rounds = 0, calls = 0, instructions = 0, events = 0, voids = 0;
};

std::string grouped(uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t i = text.size(); i > 3; i -= 3) {
        text.insert(i - 3, ",");
    }
    return text;
}

void add(Sums& sums, const Finding& finding) {
    ++sums.runs;
    sums.rounds += finding.rounds_done;
    sums.calls += finding.calls;
    sums.instructions += finding.instructions;
    sums.events += finding.events;
    sums.voids += finding.is_void ? 1 : 0;
}

/// What the runs of all times add up to: a file with a word and a number in each line.
/// "judged" are calls whose every event the model has looked at.
struct Totals {
    uint64_t runs = 0, calls = 0, judged = 0, events = 0;
};

Totals read_totals(const std::filesystem::path& path) {
    Totals totals;
    std::ifstream in{path};
    std::string word;
    in >> word >> totals.runs >> word >> totals.calls >> word >> totals.judged >>
        word >> totals.events;
    return totals;
}

void add_to_totals(const std::filesystem::path& path, const Finding& finding) {
    if (path.empty()) {
        return;
    }
    const Totals before = read_totals(path);
    const uint64_t judged = finding.events == 0 ? 0 : finding.calls;
    std::ofstream out{path};
    out << fmt::format("runs {}\ncalls {}\njudged {}\nevents {}\n", before.runs + 1,
                       before.calls + finding.calls, before.judged + judged,
                       before.events + finding.events);
}

void print_totals(const std::filesystem::path& path) {
    const Totals totals = read_totals(path);
    fmt::print("Totals in {}: {} runs, {} calls; {} of them with the model as judge, "
               "which saw {} events.\n",
               path.string(), grouped(totals.runs), grouped(totals.calls),
               grouped(totals.judged), grouped(totals.events));
}

void report(const Arguments& arguments, const Trial& trial, const Finding& finding) {
    fmt::print("BROKEN: {}\n  seed {}, round {} (rounds before it: {})\n{}\n",
               finding.what, trial.seed, finding.round, finding.rounds_done,
               finding.details);
    if (arguments.no_shrink || trial.in_bochs) {
        return;
    }
    const Shrunk shrunk =
        shrink(trial, finding, arguments.attempts,
               [](const std::string& how) { fmt::print(stderr, "\r{:<70}", how); });
    fmt::print(stderr, "\r{:<70}\r", "");
    fmt::print("After {} attempts, this is left:\n{}{}\n", shrunk.attempts,
               program_text(shrunk.trial), shrunk.finding.details);
}

uint64_t calls_a_second(const Sums& sums, double seconds) {
    return static_cast<uint64_t>(static_cast<double>(sums.calls) / seconds);
}

void print_progress(const Sums& sums, double seconds) {
    fmt::print(stderr, "\r{} runs, {} rounds, {} calls, {} a second   ",
               grouped(sums.runs), grouped(sums.rounds), grouped(sums.calls),
               grouped(calls_a_second(sums, seconds)));
}

int run(const Arguments& arguments) {
    const Clock::time_point start = Clock::now();
    const auto elapsed = [&] {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    Sums sums;
    machine::InterruptsOff longest;
    uint32_t longest_seed = 0, broken = 0;
    for (Trial trial = arguments.trial;; ++trial.seed) {
        const Finding finding = run_trial(trial);
        add(sums, finding);
        if (finding.is_void) {
            fmt::print("seed {} says nothing: {}\n", trial.seed, finding.what);
        }
        if (finding.is_broken) {
            report(arguments, trial, finding);
            ++broken;
            break;
        }
        add_to_totals(arguments.totals, finding);
        if (finding.longest_off.instructions > longest.instructions) {
            longest = finding.longest_off;
            longest_seed = trial.seed;
        }
        print_progress(sums, elapsed());
        if ((arguments.runs != 0 && sums.runs >= arguments.runs) ||
            (arguments.runs == 0 && elapsed() >= arguments.seconds)) {
            break;
        }
    }
    fmt::print(stderr, "\r{:<70}\r", "");
    fmt::print("{} runs, {} rounds, {} calls, {} instructions, {} events judged, {} "
               "runs that say "
               "nothing, in {:.0f} s; {} calls a second\n",
               grouped(sums.runs), grouped(sums.rounds), grouped(sums.calls),
               grouped(sums.instructions), grouped(sums.events), sums.voids, elapsed(),
               grouped(calls_a_second(sums, elapsed())));
    if (sums.calls == 0 && broken == 0) {
        fmt::print("BROKEN: nothing was called, so nothing was tried\n");
        ++broken;
    }
    if (arguments.trial.watch_interrupts) {
        fmt::print("longest time without interrupts: {} instructions, seed {}, from "
                   "{:#x} to {:#x}\n",
                   longest.instructions, longest_seed, longest.first, longest.last);
    }
    if (!arguments.totals.empty()) {
        print_totals(arguments.totals);
    }
    if (!arguments.results.empty()) {
        std::ofstream file{arguments.results, std::ios::app};
        file << fmt::format("{} passed, {} failed\n", sums.runs - broken, broken);
    }
    return broken == 0 ? 0 : 1;
}

}  // namespace

}  // namespace kumquat::fuzz

int main(int argc, char** argv) {
    kumquat::fuzz::Arguments arguments;
    kumquat::fuzz::Trial& trial = arguments.trial;
    trial.rounds = 100;
    CLI::App app{"Try a kernel with random programs; what breaks it is made short."};
    app.add_option("--kernel", trial.kernel, "kernel image")->required();
    app.add_option("--build", trial.build, "the folder of everything that was built");
    app.add_option("--guest", trial.guest,
                   "program: fuzz, or fuzz-ports for USER_IOPL=0");
    app.add_option("--seconds", arguments.seconds, "go on for so long");
    app.add_option("--runs", arguments.runs, "or for so many runs");
    app.add_option("--seed", trial.seed, "of the first run; each has the next");
    app.add_option("--first", trial.first, "number of the first round of each run");
    app.add_option("--rounds", trial.rounds, "rounds of each run");
    app.add_option("--calls", trial.calls, "no further round after so many calls");
    app.add_option("--with", trial.with, "1: wrong segments, 2: ports");
    app.add_option("--pool", trial.pool_mb, "MB of the kernel's pool");
    app.add_option("--failalloc", trial.fail_allocation,
                   "the so-manieth allocation fails");
    app.add_option("--events", trial.events_shown,
                   "so many are shown of what led to a broken rule");
    app.add_flag("--lacks", trial.may_lack_memory, "tasks may fail to come to be");
    app.add_flag("--checked", arguments.checked, "the model judges the whole trace");
    app.add_flag("--off", trial.watch_interrupts,
                 "find the longest time without interrupts");
    app.add_flag("--bochs", trial.in_bochs, "in Bochs instead of QEMU");
    app.add_flag("--no-shrink", arguments.no_shrink, "do not make what breaks short");
    app.add_option("--attempts", arguments.attempts,
                   "at most so many runs to make it short");
    app.add_option("--totals", arguments.totals, "file that adds up what was run");
    app.add_option("--results", arguments.results,
                   "add a line with the counts to a file");
    return kumquat::run_command(app, argc, argv, [&] {
        trial.judge = arguments.checked ? kumquat::fuzz::Judge::model
                                        : kumquat::fuzz::Judge::survival;
        return kumquat::fuzz::run(arguments);
    });
}
