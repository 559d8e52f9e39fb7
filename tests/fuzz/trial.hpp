// trial.hpp -- one run of a fuzz program, and what was wrong with it.
#pragma once

#include "tests/fuzz/control.hpp"
#include "tests/fuzz/program.hpp"
#include "tools/machine/machine.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kumquat::fuzz {

/// How the answer of a run is judged.
enum class Judge {
    survival,  // the kernel lives, and the program's own checks hold
    model,     // and every event of the trace is allowed (tests/model)
};

struct Trial {
    std::filesystem::path build = "build", kernel;
    std::string guest = "fuzz";
    uint32_t seed = 1, first = 0, rounds = 1, with = 0;
    uint32_t calls = 0;              // no further round after so many; 0: all rounds
    std::vector<PlannedRound> plan;  // instead of `first` and `rounds`
    Judge judge = Judge::survival;
    unsigned pool_mb = 0;  // of the kernel; 0: a quarter of the memory
    uint32_t fail_allocation =
        0;  // the k-th of the kernel's questions for memory is denied
    std::size_t events_shown = 30;  // of the trace, before the one that is wrong
    bool may_lack_memory = false;
    bool watch_interrupts = false;
    bool in_bochs = false;

    uint32_t round_count() const {
        return plan.empty() ? rounds : static_cast<uint32_t>(plan.size());
    }
};

struct Finding {
    bool is_broken = false;
    bool is_void =
        false;  // says nothing: the host was too slow, or a wild thread stopped the machine
    std::string what;     // one sentence; equal for runs that break in the same way
    std::string details;  // the end of the console, or the event and the rule
    uint32_t round = 0;   // in which it happened
    uint32_t rounds_done = 0;
    uint64_t calls = 0;  // of wild threads, in rounds that are over
    uint64_t instructions = 0;
    std::size_t events = 0;  // that the model has judged
    machine::InterruptsOff longest_off;
};

Finding run_trial(const Trial& trial);

}  // namespace kumquat::fuzz
