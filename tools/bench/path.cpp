// path.cpp -- see path.hpp.
#include "tools/bench/path.hpp"

#include <algorithm>
#include <map>

namespace kumquat::bench {

Steps steps_of(const Entries& recording) {
    Steps steps;
    for (std::size_t i = 0; i < recording.size();) {
        std::size_t end = i + 1;
        while (end < recording.size() && !recording[end].is_instruction()) {
            ++end;
        }
        if (recording[i].is_instruction()) {
            steps.push_back({recording[i], {&recording[i] + 1, end - i - 1}});
        }
        i = end;
    }
    return steps;
}

std::size_t kernel_count(Path path) {
    return static_cast<std::size_t>(std::ranges::count_if(path, &Step::in_kernel));
}

std::vector<Path> kernel_runs(Path path) {
    std::vector<Path> runs;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const std::size_t begin = i;
        while (i < path.size() && path[i].in_kernel()) {
            ++i;
        }
        if (i > begin) {
            runs.push_back(path.subspan(begin, i - begin));
        }
    }
    return runs;
}

std::vector<Path> periods(const Steps& steps, uint8_t vector) {
    std::vector<Path> result;
    const auto first = std::ranges::find_if(
        steps, [vector](const Step& step) { return step.is_int(vector); });
    if (first == steps.end()) {
        return result;
    }
    auto begin = first;
    for (auto i = first + 1; i < steps.end(); ++i) {
        if (i->address() == first->address()) {
            result.emplace_back(begin, i);
            begin = i;
        }
    }
    return result;
}

std::optional<Path> steady(const std::vector<Path>& periods) {
    std::map<std::size_t, std::size_t> lengths;
    for (const Path period : periods) {
        ++lengths[period.size()];
    }
    constexpr std::size_t few = 4;
    for (const auto& [length, count] : lengths) {
        if (count >= few && count * 2 >= periods.size()) {
            const auto last = std::find_if(
                periods.rbegin(), periods.rend(),
                [length = length](Path period) { return period.size() == length; });
            return *last;
        }
    }
    return std::nullopt;
}

uint64_t median(std::vector<uint64_t> counts) {
    const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
    std::ranges::nth_element(counts, middle);
    return *middle;
}

}  // namespace kumquat::bench
