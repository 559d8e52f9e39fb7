// generator.cpp -- trials: their number, their speed, and which of them failed.
#include "tests/queues/generator.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <sanitizer/common_interface_defs.h>

namespace kumquat::test {

namespace {

uint32_t present_seed;
uint64_t present_step;

uint32_t from_environment(const char* name, uint32_t otherwise) {
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise
                           : static_cast<uint32_t>(std::strtoul(text, nullptr, 10));
}

/// Called by AddressSanitizer when it ends the program, too. (The sanitizer of undefined behaviour
/// calls nobody: it tells the place, and the seed is found by trying one after the other.)
void tell_seed() {
    std::fprintf(
        stderr, "seed %u, step %llu; again: QUEUES_FIRST_SEED=%u QUEUES_SEEDS=1\n",
        present_seed, static_cast<unsigned long long>(present_step), present_seed);
}

bool step_fails(const std::function<void()>& step) {
    try {
        step();
    } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
    }
    return testing::Test::HasFailure();
}

}  // namespace

uint32_t Random::word() {
    const uint32_t power = uint32_t{1} << below(32);
    switch (below(6)) {
    case 0:
        return power;
    case 1:
        return power - 1;
    case 2:
        return power + 1;
    case 3:
        return ~(power - 1);
    default:
        return static_cast<uint32_t>(engine_());
    }
}

void run_trials(
    uint64_t steps,
    const std::function<std::function<void()>(uint32_t seed)>& start_trial) {
    __sanitizer_set_death_callback(tell_seed);
    const uint32_t first = from_environment("QUEUES_FIRST_SEED", 1);
    const uint32_t trials = from_environment("QUEUES_SEEDS", 10);
    const auto begin = std::chrono::steady_clock::now();
    for (present_seed = first; present_seed != first + trials; ++present_seed) {
        const std::function<void()> step = start_trial(present_seed);
        for (present_step = 0; present_step < steps; ++present_step) {
            if (step_fails(step)) {
                tell_seed();
                return;
            }
        }
    }
    const std::chrono::duration<double> seconds =
        std::chrono::steady_clock::now() - begin;
    const double operations = static_cast<double>(trials * steps);
    std::printf("%-40s %9.0f operations, %8.0f each second\n",
                testing::UnitTest::GetInstance()->current_test_info()->name(),
                operations, operations / seconds.count());
}

}  // namespace kumquat::test
