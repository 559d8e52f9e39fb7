// measure_system.cpp -- the kernel as a whole: boot, interrupts, trace, growth.
#include "tools/bench/listing.hpp"
#include "tools/bench/row.hpp"

#include "kernel/abi/trace_format.hpp"
#include "tools/machine/symbols.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <stdexcept>

namespace kumquat::bench {

namespace {

machine::Outcome run_whole(const machine::Run& run) {
    machine::Outcome outcome = machine::run(run);
    if (machine::is_infrastructure_error(outcome.ending)) {
        throw std::runtime_error(outcome.sentence());
    }
    return outcome;
}

/// Calls among two, with a crowd of each size around them.
Figures round_trips(const Files& files,
                    const std::string& scenario,
                    const std::vector<unsigned>& sizes) {
    Figures figures;
    for (const unsigned size : sizes) {
        const Recorded recorded =
            record(files, Build::measured, fmt::format("{} {}", scenario, size), 256);
        figures.push_back(
            {fmt::format("round_trip_{}", size), steady_round_trip(recorded).size()});
    }
    return figures;
}

/// The runs over which the longest time without interrupts is looked for.
std::vector<machine::Run> runs_to_watch(const Files& files) {
    std::vector<machine::Run> runs;
    for (const char* words :
         {"ipc.inter", "ipc.words64", "ipc.string4096", "page_fault", "task_new",
          "growth.tasks 100", "unmap 1024"}) {
        runs.push_back(run_of(files, Build::measured, words, 256));
    }
    for (const std::string& program : files.watched_programs) {
        machine::Run run = run_of(files, Build::measured, "", 64);
        run.modules[1] = {files.program(program), ""};
        run.virtual_budget_ns = 10'000'000'000;
        runs.push_back(run);
    }
    return runs;
}

}  // namespace

Figures measure_boot(const Files& files) {
    const machine::Outcome outcome =
        machine::instructions_until(run_of(files, Build::measured, "id_nearest", 64));
    if (outcome.ending != machine::Ending::first_user) {
        throw NotYet{outcome.sentence()};
    }
    return {{"value", outcome.instructions}};
}

Figures measure_interrupts_off(const Files& files) {
    machine::InterruptsOff longest;
    machine::Run where;
    for (machine::Run& run : runs_to_watch(files)) {
        run.watch_interrupts = true;
        const machine::Outcome outcome = run_whole(run);
        if (outcome.longest_off.instructions > longest.instructions) {
            longest = outcome.longest_off;
            where = run;
        }
    }
    if (longest.instructions == 0) {
        throw NotYet{"No run came to a user instruction."};
    }
    const machine::Module& program = where.modules[1];
    return {{"value", longest.instructions,
             fmt::format("{}, run: {} {}", busiest_function(where, longest),
                         program.path.filename().string(), program.arguments)}};
}

Figures measure_trace(const Files& files) {
    const machine::Symbols symbols{files.kernel(Build::traced)};
    const auto ring = symbols.find("kumquat::trace_ring");
    const Recorded without = record(files, Build::measured, "ipc.inter");
    const Recorded with = record(files, Build::traced, "ipc.inter");
    if (!ring) {
        throw NotYet{"The kernel has no trace ring."};
    }
    const Path traced = steady_round_trip(with);
    const uint32_t counter = *ring + offsetof(TraceRing, written);
    std::size_t events = 0;
    for (const Step& step : traced) {
        events += static_cast<std::size_t>(std::ranges::count_if(
            step.accesses, [counter](const plugin::Entry& access) {
                return access.kind == plugin::Kind::store && access.address == counter;
            }));
    }
    if (events == 0) {
        throw NotYet{"A round trip leaves no events."};
    }
    const std::size_t more = traced.size() - steady_round_trip(without).size();
    return {{"value", (more + events - 1) / events}, {"events", events}};
}

Figures measure_growth_threads(const Files& files) {
    return round_trips(files, "growth.threads", {2, 100, 10'000});
}

Figures measure_growth_tasks(const Files& files) {
    return round_trips(files, "growth.tasks", {2, 100, 1'500});
}

Figures measure_growth_nodes(const Files& files) {
    return round_trips(files, "growth.nodes", {1'024, 100'352});
}

Figures measure_growth_timeouts(const Files& files) {
    return round_trips(files, "growth.timeouts", {1, 1'000});
}

}  // namespace kumquat::bench
