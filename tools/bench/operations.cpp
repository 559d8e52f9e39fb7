// operations.cpp -- see operations.hpp.
#include "tools/bench/operations.hpp"

#include <algorithm>
#include <map>

namespace kumquat::bench {

namespace {

/// Ways through the kernel that have an instruction before them and one behind.
std::vector<Path> inner_runs(const Steps& steps) {
    std::vector<Path> inner;
    for (const Path run : kernel_runs(steps)) {
        if (run.data() != steps.data() && run.data() + run.size() <= &steps.back()) {
            inner.push_back(run);
        }
    }
    return inner;
}

const Step& before(Path run) { return *(run.data() - 1); }
const Step& behind(Path run) { return *(run.data() + run.size()); }

/// The ways into the kernel that nobody asked for.
std::vector<Path> uninvited_runs(const Steps& steps) {
    std::vector<Path> runs = inner_runs(steps);
    std::erase_if(runs, [](Path run) {
        return before(run).instruction.kind == plugin::Kind::call_gate;
    });
    return runs;
}

/// The instruction that is interrupted most often by something that it does not ask for.
std::optional<uint32_t> usual_culprit(const Steps& steps) {
    std::map<uint32_t, int> counts;
    for (const Path run : uninvited_runs(steps)) {
        ++counts[before(run).address()];
    }
    const auto most = std::ranges::max_element(
        counts, {}, [](const auto& pair) { return pair.second; });
    return most == counts.end() ? std::nullopt : std::optional{most->first};
}

}  // namespace

std::optional<Path> typical(const std::vector<Path>& runs) {
    if (runs.empty()) {
        return std::nullopt;
    }
    std::vector<uint64_t> lengths;
    for (const Path run : runs) {
        lengths.push_back(run.size());
    }
    const uint64_t middle = median(lengths);
    return *std::find_if(runs.rbegin(), runs.rend(),
                         [middle](Path run) { return run.size() == middle; });
}

std::vector<Path> calls_in(const Steps& steps, uint8_t vector) {
    std::vector<Path> calls;
    for (const Path run : kernel_runs(steps)) {
        if (run.data() != steps.data() && before(run).is_int(vector)) {
            calls.emplace_back(run.data() - 1, run.size() + 1);
        }
    }
    return calls;
}

std::optional<Path> round_trip_in(const Steps& steps) {
    return steady(periods(steps, ipc_vector));
}

std::optional<Path> mapping_in(const Steps& steps) {
    const auto path = round_trip_in(steps);
    if (!path) {
        return std::nullopt;
    }
    const auto unmap = std::ranges::find_if(
        *path, [](const Step& step) { return step.is_int(fpage_unmap_vector); });
    if (unmap == path->end()) {
        return std::nullopt;
    }
    return path->first(static_cast<std::size_t>(unmap - path->begin()));
}

std::optional<Path> page_fault_in(const Steps& steps) {
    const auto culprit = usual_culprit(steps);
    std::vector<Path> faults;
    std::size_t first = steps.size();
    for (std::size_t i = 0; culprit && i < steps.size(); ++i) {
        if (steps[i].address() != *culprit) {
            continue;
        }
        const bool is_try = i + 1 < steps.size() && steps[i + 1].in_kernel();
        if (!is_try && first < i) {
            faults.emplace_back(&steps[first + 1], &steps[i]);
        }
        first = is_try ? i : steps.size();
    }
    return typical(faults);
}

std::optional<Path> interrupt_in(const Steps& steps) {
    std::vector<Path> runs = uninvited_runs(steps);
    std::erase_if(runs, [](Path run) {
        constexpr uint32_t far = 64;  // bytes
        return behind(run).address() - before(run).address() + far <= 2 * far;
    });
    return typical(runs);
}

std::optional<Path> exception_in(const Steps& steps) {
    const auto culprit = usual_culprit(steps);
    std::vector<Path> runs = uninvited_runs(steps);
    std::erase_if(runs,
                  [culprit](Path run) { return before(run).address() != culprit; });
    return typical(runs);
}

}  // namespace kumquat::bench
