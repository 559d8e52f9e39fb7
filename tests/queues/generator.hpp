// generator.hpp -- random operations, and the same ones again: all choices of a trial come from
// its seed, and a failure names the seed (but see tell_seed() in generator.cpp).
//
//   QUEUES_SEEDS=5000       that many trials of each test (10)
//   QUEUES_FIRST_SEED=77    beginning with this one (1)
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <random>

namespace kumquat::test {

class Random {
public:
    explicit Random(uint32_t seed) : engine_{seed} {}

    uint32_t below(uint32_t limit) { return static_cast<uint32_t>(engine_() % limit); }
    bool once_in(uint32_t times) { return below(times) == 0; }
    /// A number of at most so many bits, of each length equally often.
    uint64_t bits(uint32_t at_most) {
        const uint32_t length = below(at_most + 1);
        return length == 0 ? 0 : (engine64() & UINT64_MAX >> (64 - length));
    }
    /// A word, often one at an edge: 2^n, and one more or less; or all ones but for the end.
    uint32_t word();
    template <typename Range>
    auto& any_of(Range& range) {
        return range[below(static_cast<uint32_t>(std::size(range)))];
    }

private:
    uint64_t engine64() { return uint64_t{engine_()} << 32 | engine_(); }

    std::mt19937 engine_;
};

/// One trial after the other, until one fails.
/// \param start_trial  makes the trial of a seed; \return  its next step
void run_trials(uint64_t steps,
                const std::function<std::function<void()>(uint32_t seed)>& start_trial);

/// The same for a class that is made from a Random, and has a step().
template <typename Trial>
void run_trials(uint64_t steps) {
    run_trials(steps, [](uint32_t seed) {
        return [trial = std::make_shared<Trial>(Random{seed})] { trial->step(); };
    });
}

}  // namespace kumquat::test
