// sorted.cpp -- TIMEOUTS=sorted: a tick looks at those that are due, and one more.
#include "tests/queues/variants.hpp"

#include <iterator>

namespace kumquat::test {

bool wakes_in_order() { return true; }

uint64_t most_looks(const Waiting& waiting, uint64_t, uint64_t now_us) {
    const auto due = std::distance(waiting.begin(), waiting.upper_bound(now_us));
    return static_cast<uint64_t>(due) + 1;
}

}  // namespace kumquat::test
