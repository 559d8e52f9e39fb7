// costs.cpp -- see costs.hpp.
// Invariant: a busy host changes nothing. Time is what this process has had of the host's processors.
#include "tools/plugin/costs.hpp"

#include <algorithm>
#include <ctime>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace kumquat::plugin {
namespace {

/// An instruction may cost so much; what costs more is a debt. Our runs need a tenth of it.
constexpr int64_t ns_of_an_instruction = 1000, most_debt_ns = 5'000'000'000;
/// Of this process beyond the guest's memory, which is 256 MB at most. In our runs some megabytes.
constexpr int64_t most_growth_kb = 768 * 1024;
constexpr useconds_t look_us = 100'000;

int64_t used_ns() {
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return int64_t{used.tv_sec} * 1'000'000'000 + used.tv_nsec;
}

/// The most memory that this process has had at a time. (In a sandbox there may be no /proc.)
int64_t largest_size_kb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

struct Costs {
    int64_t debt_ns = 0, seen_ns = used_ns(), first_size_kb = 0;
    uint64_t seen_count = 0, seen_halts = 0;

    /// \return whether it is too much
    bool look(const Report& report) {
        const int64_t now_ns = used_ns(), past_ns = now_ns - seen_ns;
        const auto instructions = static_cast<int64_t>(report.count - seen_count);
        const bool is_asleep = report.in_halt != 0 && report.halts == seen_halts;
        seen_ns = now_ns;
        seen_count += static_cast<uint64_t>(instructions);
        seen_halts = report.halts;
        if (report.started == 0 || report.stop != Stop::none || is_asleep) {
            return false;
        }
        const int64_t size_kb = largest_size_kb();
        first_size_kb = first_size_kb == 0 ? size_kb : first_size_kb;
        debt_ns = std::max<int64_t>(0, debt_ns + past_ns -
                                           instructions * ns_of_an_instruction);
        return debt_ns > most_debt_ns || size_kb - first_size_kb > most_growth_kb;
    }
};

}  // namespace

void watch_costs(const Report& report, void (*on_too_much)()) {
    std::thread{[&report, on_too_much] {
        for (Costs costs; !costs.look(report);) {
            usleep(look_us);
        }
        on_too_much();
    }}.detach();
}

}  // namespace kumquat::plugin
