// measure_calls.cpp -- the other system calls, faults, interrupts: ways through the kernel.
#include "tools/bench/row.hpp"

#include <algorithm>
#include <map>

namespace kumquat::bench {

namespace {

/// Instructions in the kernel of each call through a gate that comes back to its caller.
std::vector<uint64_t> calls(const Steps& steps, uint8_t vector) {
    std::vector<uint64_t> counts;
    for (const Path run : kernel_runs(steps)) {
        if (run.data() != steps.data() && (run.data() - 1)->is_int(vector)) {
            counts.push_back(run.size());
        }
    }
    return counts;
}

uint64_t typical_call(const Steps& steps, uint8_t vector) {
    const auto counts = calls(steps, vector);
    if (counts.empty()) {
        throw NotYet{"The call was never seen."};
    }
    return median(counts);
}

/// The instruction that is interrupted most often by something that it does not ask for.
uint32_t usual_culprit(const Steps& steps) {
    std::map<uint32_t, int> counts;
    for (const Path run : kernel_runs(steps)) {
        const Step& before = *(run.data() - 1);
        if (run.data() != steps.data() &&
            before.instruction.kind != plugin::Kind::call_gate) {
            ++counts[before.address()];
        }
    }
    if (counts.empty()) {
        throw NotYet{"Nothing led into the kernel."};
    }
    return std::ranges::max_element(counts, {},
                                    [](const auto& pair) { return pair.second; })
        ->first;
}

/// Median length of the ways through the kernel that `culprit` begins.
uint64_t typical_way(const Steps& steps, uint32_t culprit) {
    std::vector<uint64_t> counts;
    for (const Path run : kernel_runs(steps)) {
        const bool has_before = run.data() != steps.data();
        if (has_before && (run.data() - 1)->address() == culprit) {
            counts.push_back(run.size());
        }
    }
    return median(counts);
}

}  // namespace

Figures measure_id_nearest(const Files& files) {
    constexpr uint8_t id_nearest = 0x31;
    return {{"kernel", typical_call(record(files, Build::measured, "id_nearest").steps,
                                    id_nearest)}};
}

Figures measure_thread_switch(const Files& files) {
    constexpr uint8_t thread_switch = 0x33;
    const uint64_t kernel = typical_call(
        record(files, Build::measured, "thread_switch").steps, thread_switch);
    return {{"round_trip", kernel + 1}};  // and the `int`
}

Figures measure_task_new(const Files& files) {
    constexpr uint8_t task_new = 0x36;
    const Recorded recorded = record(files, Build::measured, "task_new");
    std::vector<uint64_t> create, remove;
    bool is_create = true;
    for (const uint64_t count : calls(recorded.steps, task_new)) {
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

/// From the faulting instruction's first try to its second, neither counted.
Figures measure_page_fault(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "page_fault");
    const Steps& steps = recorded.steps;
    const uint32_t culprit = usual_culprit(steps);
    std::vector<uint64_t> all, kernel;
    std::size_t first = steps.size();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].address() != culprit) {
            continue;
        }
        const bool is_try = i + 1 < steps.size() && steps[i + 1].in_kernel();
        if (!is_try && first < i) {
            const Path path{&steps[first + 1], &steps[i]};
            all.push_back(path.size());
            kernel.push_back(kernel_count(path));
        }
        first = is_try ? i : steps.size();
    }
    if (all.empty()) {
        throw NotYet{"No fault was served."};
    }
    return {{"value", median(all)}, {"kernel", median(kernel)}};
}

Figures measure_interrupt(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "interrupt");
    // The clock's interrupts are those that do not lead back to the loop that waits.
    std::vector<uint64_t> counts;
    const Steps& steps = recorded.steps;
    for (const Path run : kernel_runs(steps)) {
        const bool is_inside =
            run.data() != steps.data() && run.data() + run.size() < &steps.back();
        if (!is_inside) {
            continue;
        }
        const Step& before = *(run.data() - 1);
        const Step& after = *(run.data() + run.size());
        constexpr uint32_t far = 64;  // bytes
        if (before.instruction.kind != plugin::Kind::call_gate &&
            after.address() - before.address() + far > 2 * far) {
            counts.push_back(run.size());
        }
    }
    if (counts.empty()) {
        throw NotYet{"No interrupt reached its handler."};
    }
    return {{"value", median(counts)}};
}

Figures measure_reflect(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "reflect");
    return {{"value", typical_way(recorded.steps, usual_culprit(recorded.steps))}};
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
    constexpr uint8_t fpage_unmap = 0x32;
    Figures figures;
    for (const unsigned count : {1u, 16u, 256u, 1024u}) {
        const Recorded recorded =
            record(files, Build::measured, "unmap " + std::to_string(count), 256);
        figures.push_back({"pages_" + std::to_string(count),
                           typical_call(recorded.steps, fpage_unmap)});
    }
    return figures;
}

}  // namespace kumquat::bench
