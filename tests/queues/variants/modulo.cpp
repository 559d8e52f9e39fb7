// modulo.cpp -- TIMEOUTS=modulo: a tick looks at those whose slot of 1,024 us is one that has
// gone by since the last tick, or 64 earlier or later, or 128, ...
#include "tests/queues/variants.hpp"

namespace kumquat::test {

bool wakes_in_order() { return false; }

uint64_t most_looks(const Waiting& waiting, uint64_t last_us, uint64_t now_us) {
    uint64_t looks = 0;
    const uint64_t slots = now_us / 1024 - last_us / 1024 + 1;
    for (const auto& [deadline_us, thread] : waiting) {
        const uint64_t place = (deadline_us / 1024 - last_us / 1024) % 64;
        looks += (slots + 63 - place) / 64;
    }
    return looks;
}

}  // namespace kumquat::test
