// fuzz.hpp -- the parts of the root task of a fuzz program.
#pragma once

#include "tests/fuzz/control.hpp"
#include "tests/fuzz/program.hpp"
#include "user/lib/console.hpp"
#include "user/lib/raw_calls.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::fuzz {

using namespace kumquat::user;

constexpr uint32_t pager_lthread = 1, watcher_lthread = 2;
constexpr uint32_t main_priority = 250, pager_priority = 240, bystander_priority = 150;
constexpr uint32_t watcher_priority = 1, wild_priority = FUZZ_PRIORITY;

inline uint32_t address_of(const volatile void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}
inline uint32_t address_of(void (*code)()) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code));
}

inline Control& control() {
    return *reinterpret_cast<Control*>(uintptr_t{FUZZ_CONTROL});
}
inline Script& script(uint32_t number) {
    return *reinterpret_cast<Script*>(uintptr_t{address_of_script(number)});
}
inline uint32_t* words_at(uint32_t address) {
    return reinterpret_cast<uint32_t*>(uintptr_t{address});
}

/// End the run: something is not as it must be. Only the first word is told.
void fail(const char* what, uint32_t number);

/// The pager of all wild tasks: mostly good, at times slow, mean or mad.
void start_pager();
void seed_pager(uint32_t seed);

/// A task that has nothing to do with the wild ones, and watches its memory.
void start_bystander();
/// Its pages are as it left them, and so are ours.
void check_bystander();
bool is_bystanders(uint32_t page);

/// Receive timeout of so many ticks, at most 255.
constexpr TimeoutWord after_ticks(uint32_t ticks) {
    return TimeoutWord{TimeoutWord::ReceiveMantissa::set(10, ticks)};
}

}  // namespace kumquat::fuzz
