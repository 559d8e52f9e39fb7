// scenario.cpp -- see scenario.hpp.
#include "tools/bench/scenario.hpp"

#include <stdexcept>

namespace kumquat::bench {

std::filesystem::path Files::kernel(Build which) const {
    switch (which) {
    case Build::measured:
        return measured.empty() ? build / "kernel-trace-off" / "kumquat.elf" : measured;
    case Build::no_fast_path:
        return build / "kernel-no-fast-path" / "kumquat.elf";
    case Build::traced:
        break;
    }
    return build / "kernel" / "kumquat.elf";
}

machine::Run
run_of(const Files& files, Build which, const std::string& words, unsigned memory_mb) {
    machine::Run run;
    run.kernel = files.kernel(which);
    run.memory_mb = memory_mb;
    run.modules = {{files.program("sigma0"), ""}, {files.program("bench"), words}};
    run.instruction_budget = 400'000'000;
    run.virtual_budget_ns = 4'000'000'000;
    run.wall_clock_limit = std::chrono::minutes{3};
    return run;
}

Recorded
record(const Files& files, Build which, const std::string& words, unsigned memory_mb) {
    machine::Run run = run_of(files, which, words, memory_mb);
    run.record = true;
    Recorded recorded{machine::run(run), {}};
    const machine::Outcome& outcome = recorded.outcome;
    if (machine::is_infrastructure_error(outcome.ending)) {
        throw std::runtime_error(outcome.sentence());
    }
    if (outcome.ending != machine::Ending::exited || outcome.exit_value != 0) {
        throw NotYet{outcome.sentence()};
    }
    recorded.steps = steps_of(outcome.recording);
    if (recorded.steps.empty()) {
        throw NotYet{"The program ended without a measurement."};
    }
    return recorded;
}

}  // namespace kumquat::bench
