// sweep_main.cpp -- the k-th allocation of the kernel fails, for every k: nothing else does.
// build/failalloc/sweep [--build FOLDER] [--only K] KERNEL
// One guest that asks for every kind of memory runs once for each k, until a run has so few
// allocations that none failed. In each: no panic, every claim holds, the trace conforms, and in
// the end the kernel has as many frames left as if nothing had failed. Allocations of start-up
// are not counted: what lacks there stops the machine with a message.
#include "tests/conformance/guest_run.hpp"
#include "tests/model/raw_run.hpp"
#include "tests/model/specification.hpp"
#include "tools/machine/symbols.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <fstream>

namespace kumquat::conformance {

namespace {

constexpr uint32_t most = 2000;  // the sweep is endless if it goes on for so long

struct Options {
    std::filesystem::path build = "build", kernel, results;
    uint32_t only = 0;
};

/// What one run showed.
struct Sight {
    std::vector<std::string> broken;
    bool has_failed = false;   // the k-th allocation
    bool was_noticed = false;  // by the guest, as an error
    uint32_t frames_left = 0;
};

class Sweep {
public:
    explicit Sweep(const Options& options)
        : options_{options}, guest_{the_guest()}, symbols_{options.kernel},
          undisturbed_{run(0)} {}

    const Sight& undisturbed() const { return undisturbed_; }

    /// \param k  0: none fails
    Sight run(uint32_t k) const {
        machine::Run run = run_of(guest_, options_.kernel, options_.build);
        run.command_line = fmt::format("tracekb=8192 failalloc={}", k);
        run.instruction_budget = 50'000'000;
        const machine::Outcome outcome = machine::run(run);
        Sight sight;
        sight.broken = judge(guest_, outcome).broken;
        ask_model(outcome, sight);
        sight.has_failed = k != 0 && word(outcome, "questions_until_no") == 0;
        sight.was_noticed =
            outcome.console.find("\n0 calls had no memory") == std::string::npos;
        sight.frames_left = word(outcome, "left");
        return sight;
    }

private:
    Guest the_guest() const {
        for (Guest& guest : guests_in(options_.build / "conformance/guests.txt")) {
            if (guest.name == "conf-allocations") {
                return guest;
            }
        }
        throw std::runtime_error("there is no guest conf-allocations");
    }

    /// A variable of kernel/memory/frames.cpp.
    uint32_t word(const machine::Outcome& outcome, const std::string& name) const {
        const auto address = symbols_.find("kumquat::(anonymous namespace)::" + name);
        if (!address) {
            throw std::runtime_error("the kernel has no variable " + name);
        }
        return outcome.memory.read_virtual<uint32_t>(outcome.registers.cr3, *address)
            .value_or(0);
    }

    static void ask_model(const machine::Outcome& outcome, Sight& sight) {
        const model::Run run =
            model::run_from(trace::read_ring(outcome.memory.bytes()));
        const model::Verdict verdict = model::check(run);
        if (verdict.decision != model::Decision::conforms) {
            sight.broken.push_back(model::text_of(run, verdict));
        }
    }

    Options options_;
    Guest guest_;
    machine::Symbols symbols_;
    Sight undisturbed_;
};

void report(uint32_t k, const Sight& sight) {
    for (const std::string& line : sight.broken) {
        fmt::print("allocation {}: {}\n", k, line);
    }
}

int run(const Options& options) {
    const Sweep sweep{options};
    report(0, sweep.undisturbed());
    uint32_t runs = 0, broken = sweep.undisturbed().broken.empty() ? 0 : 1, noticed = 0;
    uint32_t k = options.only == 0 ? 1 : options.only;
    const uint32_t first = k;
    for (; k < most; ++k) {
        Sight sight = sweep.run(k);
        if (sight.has_failed && sight.frames_left != sweep.undisturbed().frames_left) {
            sight.broken.push_back(fmt::format("{} frames are left, else {}",
                                               sight.frames_left,
                                               sweep.undisturbed().frames_left));
        }
        ++runs;
        noticed += sight.was_noticed ? 1 : 0;
        broken += sight.broken.empty() ? 0 : 1;
        report(k, sight);
        if (!sight.has_failed || options.only != 0) {
            break;
        }
    }
    fmt::print(
        "k from {} to {}, {} runs: {} failures came to a caller, {} runs broken\n",
        first, k, runs, noticed, broken);
    const bool has_ended = k < most && (noticed != 0 || options.only != 0);
    if (!options.results.empty()) {
        std::ofstream{options.results}
            << fmt::format("{} passed, {} failed\n", runs - std::min(runs, broken),
                           broken + (has_ended ? 0 : 1));
    }
    return broken == 0 && has_ended ? 0 : 1;
}

}  // namespace

}  // namespace kumquat::conformance

int main(int argc, char** argv) {
    kumquat::conformance::Options options;
    CLI::App app{"Let every allocation of the kernel fail, one in each run."};
    app.add_option("--build", options.build, "the folder of everything that was built");
    app.add_option("--only", options.only, "only the k-th allocation");
    app.add_option("--results", options.results, "write the counts to a file");
    app.add_option("KERNEL", options.kernel, "kernel image to try")->required();
    CLI11_PARSE(app, argc, argv);
    try {
        return kumquat::conformance::run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 2;
    }
}
