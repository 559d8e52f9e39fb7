// measure_calls.cpp -- the other system calls, faults, interrupts: ways through the kernel.
#include "tools/bench/operations.hpp"
#include "tools/bench/row.hpp"

namespace kumquat::bench {

namespace {

/// \throws NotYet, with the reason, if it was not in the recording
Path found(std::optional<Path> path, const char* reason) {
    if (!path) {
        throw NotYet{reason};
    }
    return *path;
}

/// Instructions in the kernel of each of these calls.
std::vector<uint64_t> calls(const Steps& steps, uint8_t vector) {
    std::vector<uint64_t> counts;
    for (const Path call : calls_in(steps, vector)) {
        counts.push_back(kernel_count(call));
    }
    return counts;
}

/// The `int` and the instructions in the kernel.
Path typical_call(const Steps& steps, uint8_t vector) {
    return found(typical(calls_in(steps, vector)), "The call was never seen.");
}

}  // namespace

Figures measure_id_nearest(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "id_nearest");
    return {{"kernel", kernel_count(typical_call(recorded.steps, id_nearest_vector))}};
}

Figures measure_thread_switch(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "thread_switch");
    return {{"round_trip", typical_call(recorded.steps, thread_switch_vector).size()}};
}

Figures measure_task_new(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "task_new");
    std::vector<uint64_t> create, remove;
    bool is_create = true;
    for (const uint64_t count : calls(recorded.steps, task_new_vector)) {
        (is_create ? create : remove).push_back(count);
        is_create = !is_create;
    }
    if (remove.empty()) {
        throw NotYet{"No task was deleted."};
    }
    return {{"value", median(create) + median(remove)},
            {"create", median(create)},
            {"delete", median(remove)}};
}

Figures measure_page_fault(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "page_fault");
    const Path path = found(page_fault_in(recorded.steps), "No fault was served.");
    return {{"value", path.size()}, {"kernel", kernel_count(path)}};
}

Figures measure_interrupt(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "interrupt");
    return {{"value",
             found(interrupt_in(recorded.steps), "No interrupt reached its handler.")
                 .size()}};
}

Figures measure_reflect(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "reflect");
    return {{"value",
             found(exception_in(recorded.steps), "No exception was seen.").size()}};
}

Figures measure_tick(const Files& files) {
    Figures figures;
    for (const unsigned count : {0u, 10u, 100u, 1000u}) {
        const Recorded recorded =
            record(files, Build::measured, "timer_tick " + std::to_string(count), 256);
        std::vector<uint64_t> ticks;
        for (const Path run : kernel_runs(recorded.steps)) {
            ticks.push_back(run.size());
        }
        if (ticks.empty()) {
            throw NotYet{"No tick was seen."};
        }
        figures.push_back({"timeouts_" + std::to_string(count), median(ticks)});
    }
    return figures;
}

Figures measure_unmap(const Files& files) {
    Figures figures;
    for (const unsigned count : {1u, 16u, 256u, 1024u}) {
        const Recorded recorded =
            record(files, Build::measured, "unmap " + std::to_string(count), 256);
        figures.push_back(
            {"pages_" + std::to_string(count),
             kernel_count(typical_call(recorded.steps, fpage_unmap_vector))});
    }
    return figures;
}

}  // namespace kumquat::bench
