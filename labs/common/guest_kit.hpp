// guest_kit.hpp -- what every guest test is made of.
// A guest test is trusted code that runs in ring 0, inside the kernel under test, before user
// mode exists. It calls the student's functions with numbers that the grader sent, records what
// came out, and ends the run. It judges nothing: that is done outside.
#pragma once

#include "kernel/debug/guest_tests.hpp"
#include "labs/common/evidence.hpp"
#include "labs/common/numbers.hpp"

#include <stdint.h>

/// Read by the grader, by this name.
extern "C" kumquat::Evidence guest_evidence;

namespace kumquat {

struct GuestTest {
    const char* name;  // of the claim
    BootStage stage;   // how far the boot must have come
    void (*run)(Numbers& numbers);
};

/// The tests of the lab: an array that ends with a test without a name.
extern const GuestTest guest_tests[];

/// Memory of the tests alone: the grader lets nobody else write to it.
#define GUEST_OWN [[gnu::section(".bss.guest_own")]]

/// Add a word to the evidence.
void record(uint32_t word);

/// The test has come to its end, on whichever stack. (Or it returns.)
[[noreturn]] void finish_test();

/// Keep the compiler from knowing what `value` is.
template <typename T>
T unknown_to_compiler(T value) {
    asm volatile("" : "+r"(value));
    return value;
}

}  // namespace kumquat
