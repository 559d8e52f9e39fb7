// threads.cpp -- stacks and starting.
#include "user/apps/puzzles/threads.hpp"

namespace kumquat::puzzles {

namespace {

constexpr uint32_t threads_max = 8, stack_words = 512, highest_priority = 100;
alignas(16) uint32_t stacks[threads_max][stack_words];

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

}  // namespace

ThreadId start(uint32_t lthread, uint32_t priority, void (*code)()) {
    set_priority(myself(), highest_priority);
    start_thread(lthread, address_of(reinterpret_cast<const void*>(code)),
                 address_of(stacks[lthread] + stack_words), sigma0_id);
    set_priority(thread_number(lthread), priority);
    return thread_number(lthread);
}

ThreadId thread_number(uint32_t lthread) { return root_id.with_lthread(lthread); }

void compute_us(uint32_t us) {
    constexpr uint32_t steps_per_us = 330;  // a step is three instructions
    for (uint32_t i = 0; i < us * steps_per_us; ++i) {
        asm volatile("");
    }
}

void watch_ms(uint32_t ms) {
    name_myself("watch");
    sleep(after_ms(ms));
    END_RUN_SUCCESSFULLY();
    sleep_for_ever();
}

}  // namespace kumquat::puzzles
