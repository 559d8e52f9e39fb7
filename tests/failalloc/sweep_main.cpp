// sweep_main.cpp -- the k-th allocation of the kernel fails, for every k: nothing else does.
// build/failalloc/sweep [--build FOLDER] [--only K] [--count N] KERNEL
// One guest that asks for every kind of memory runs once for each k, until a run has so few
// allocations that none failed: first the k-th one fails, then two in a row, then memory has run
// out for good at the k-th, and the guest gives a task up. In each: no panic, every claim holds,
// the trace conforms, and in the end the kernel has as many frames as if nothing had failed.
// Allocations of start-up are not counted: what lacks there stops the machine with a message.
#include "tests/conformance/guest_run.hpp"
#include "tests/model/raw_run.hpp"
#include "tests/model/specification.hpp"
#include "tools/command.hpp"
#include "tools/machine/symbols.hpp"

#include <fmt/format.h>

#include <fstream>

namespace kumquat::conformance {

namespace {

constexpr uint32_t most = 2000;  // the sweep is endless if it goes on for so long

struct Options {
    std::filesystem::path build = "build", kernel, results;
    uint32_t only = 0, count = 1;
};

/// What one run showed.
struct Sight {
    std::vector<std::string> broken;
    bool has_failed = false;   // the k-th allocation
    bool was_noticed = false;  // by the guest, as an error
    bool has_reserve = false;  // the guest had something to give up by then
    uint32_t frames_left = 0;
};

class Sweep {
public:
    explicit Sweep(const Options& options)
        : options_{options}, guest_{the_guest()}, symbols_{options.kernel},
          undisturbed_{run(0, 1)} {}

    const Sight& undisturbed() const { return undisturbed_; }

    /// \param k      0: none fails
    /// \param count  so many in a row; 0: all behind it, but for memory that is given back
    Sight run(uint32_t k, uint32_t count) const {
        machine::Run run = run_of(guest_, options_.kernel, options_.build);
        run.command_line =
            fmt::format("tracekb=8192 failalloc={} failcount={}", k, count);
        run.instruction_budget = 100'000'000;
        const machine::Outcome outcome = machine::run(run);
        Sight sight;
        sight.broken = judge(guest_, outcome).broken;
        ask_model(outcome, sight);
        sight.has_failed = k != 0 && word(outcome, "questions") > k;
        sight.was_noticed =
            outcome.console.find("\n0 calls had no memory") == std::string::npos;
        sight.has_reserve =
            outcome.console.find("There is a reserve.") != std::string::npos;
        sight.frames_left = word(outcome, "left") + word(outcome, "lost");
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

/// The runs of one sweep, and what they showed.
class Tally {
public:
    explicit Tally(const Sweep& sweep) : sweep_{sweep} {
        add("no allocation", sweep.undisturbed());
    }

    /// One run. \return  what it showed
    Sight try_one(uint32_t k, uint32_t count) {
        Sight sight = sweep_.run(k, count);
        const uint32_t left = sweep_.undisturbed().frames_left;
        if (sight.has_failed && sight.frames_left != left) {
            sight.broken.push_back(
                fmt::format("{} frames are left, else {}", sight.frames_left, left));
        }
        if (count != 0 || sight.has_reserve) {
            add(fmt::format("allocation {}, {} in a row", k, count), sight);
        }
        return sight;
    }

    uint32_t runs() const { return runs_; }
    uint32_t broken() const { return broken_; }
    uint32_t noticed() const { return noticed_; }

private:
    void add(const std::string& name, const Sight& sight) {
        ++runs_;
        noticed_ += sight.was_noticed ? 1 : 0;
        broken_ += sight.broken.empty() ? 0 : 1;
        for (const std::string& line : sight.broken) {
            fmt::print("{}: {}\n", name, line);
        }
    }

    const Sweep& sweep_;
    uint32_t runs_ = 0, broken_ = 0, noticed_ = 0;
};

/// \return  how many allocations there are; `most`: no end
uint32_t sweep_all(Tally& tally) {
    uint32_t k = 1;
    while (k < most && tally.try_one(k, 1).has_failed) {
        ++k;
    }
    for (uint32_t i = 1; i < k; ++i) {
        tally.try_one(i, 2);
    }
    // Memory must not run out before the guest has something to give up.
    for (uint32_t i = k - 1; i > 0 && tally.try_one(i, 0).has_reserve; --i) {
    }
    return k;
}

int run(const Options& options) {
    const Sweep sweep{options};
    Tally tally{sweep};
    const uint32_t last =
        options.only != 0 ? (tally.try_one(options.only, options.count), options.only)
                          : sweep_all(tally);
    fmt::print(
        "k from 1 to {}, {} runs: in {} a failure came to a caller, {} are broken\n",
        last, tally.runs(), tally.noticed(), tally.broken());
    const bool has_ended = last < most && (tally.noticed() != 0 || options.only != 0);
    if (!options.results.empty()) {
        std::ofstream{options.results}
            << fmt::format("{} passed, {} failed\n", tally.runs() - tally.broken(),
                           tally.broken() + (has_ended ? 0 : 1));
    }
    return tally.broken() == 0 && has_ended ? 0 : 1;
}

}  // namespace

}  // namespace kumquat::conformance

int main(int argc, char** argv) {
    kumquat::conformance::Options options;
    CLI::App app{"Let every allocation of the kernel fail, one in each run."};
    app.add_option("--build", options.build, "the folder of everything that was built");
    app.add_option("--only", options.only, "only the k-th allocation");
    app.add_option(
        "--count", options.count,
        "so many in a row; 0: all behind it, but for memory that is given back");
    app.add_option("--results", options.results, "write the counts to a file");
    app.add_option("KERNEL", options.kernel, "kernel image to try")->required();
    return kumquat::run_command(app, argc, argv,
                                [&] { return kumquat::conformance::run(options); });
}
