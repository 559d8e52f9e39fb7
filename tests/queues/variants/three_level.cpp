// three_level.cpp -- TIMEOUTS=three_level: a tick looks at those that are due within 33 ms; once
// in 33 ms at those that are due within 1,049 ms; and once in that time at all. Who is met in one
// list may be met again in the next.
#include "tests/queues/variants.hpp"

#include <iterator>

namespace kumquat::test {

namespace {

constexpr uint64_t late_us = 1 << 15, far_us = 1 << 20;

uint64_t due_before(const Waiting& waiting, uint64_t end_us) {
    const auto due = std::distance(waiting.begin(), waiting.lower_bound(end_us));
    return static_cast<uint64_t>(due);
}

}  // namespace

bool wakes_in_order() { return false; }

uint64_t most_looks(const Waiting& waiting, uint64_t last_us, uint64_t now_us) {
    // When lists are looked through does not depend on who is in them.
    static uint64_t next_late_us, next_far_us;
    if (last_us == 0) {
        next_late_us = next_far_us = 0;
    }
    uint64_t looks = due_before(waiting, now_us + late_us);
    if (now_us >= next_late_us) {
        next_late_us = now_us + late_us;
        looks += due_before(waiting, now_us + far_us);
    }
    if (now_us >= next_far_us) {
        next_far_us = now_us + far_us;
        looks += waiting.size();
    }
    return looks;
}

}  // namespace kumquat::test
