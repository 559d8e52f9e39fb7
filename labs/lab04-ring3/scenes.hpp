// scenes.hpp -- what the tests of lab 4 leave behind; program and grader agree.
#pragma once

#include "labs/common/numbers.hpp"

namespace kumquat::lab04 {

/// Threads 1 to so many find what an earlier thread has left in their TCBs.
constexpr uint32_t dirty_threads = 8;

/// The registers of a thread where it arrives, before it has done anything there.
struct Arrival {
    uint32_t edi, esi, ebp, unused, ebx, edx, ecx, eax, eflags;
    uint32_t esp, cs, ss;
    uint32_t count;  // how many have arrived
};

/// What a handler of exceptions finds: registers, and five words of its stack.
struct Handled {
    uint32_t number;  // of the handler that runs
    uint32_t edi, esi, ebp, unused, ebx, edx, ecx, eax, eflags;
    uint32_t esp;
    uint32_t words[5];
    uint32_t count;
};

/// The same order as in user/lib/raw_calls.hpp.
struct Called {
    uint32_t eax, ecx, edx, ebx, ebp, esi, edi;
};

/// Registers to begin with, drawn; ESI is 0 where a call needs it.
constexpr Called draw_called(const Numbers& numbers, uint32_t scene) {
    const uint32_t at = 64 + 8 * scene;
    return {numbers.at(at),     numbers.at(at + 1), numbers.at(at + 2),
            numbers.at(at + 3), numbers.at(at + 4), numbers.at(at + 5),
            numbers.at(at + 6)};
}

/// A stack pointer that nobody uses; it lies in user space, a word's multiple.
constexpr uint32_t draw_stack(const Numbers& numbers, uint32_t index) {
    return 0x01000000 + (numbers.at(200 + index) & 0x7FFFFFFC);
}

/// An id of a thread that does not exist: neither nil nor invalid. Two words.
constexpr uint32_t draw_id(const Numbers& numbers, uint32_t index) {
    return (numbers.at(220 + index) & 0x7FFFFFFF) | 0x00010000;
}

/// Flags that calculations set; they say nothing here.
constexpr uint32_t calculated_flags = 0x8D5;
/// EFLAGS of a program: interrupts on, ports allowed.
constexpr uint32_t program_flags = 0x3202;
constexpr uint32_t direction_flag = 0x400, trap_flag = 0x100, nested_flag = 0x4000;

/// Exceptions without an error code that a program can have. They are tried in an order that begins
/// anywhere.
constexpr uint32_t tried_vectors[] = {0, 3, 4, 5, 6, 16};
constexpr uint32_t gates_tried = sizeof tried_vectors / sizeof tried_vectors[0];
constexpr uint32_t tried_gate(const Numbers& numbers, uint32_t index) {
    return (index + numbers.at(350)) % gates_tried;
}

/// Memory that is nobody's: stacks of threads that fault, and words that nobody may change.
constexpr uint32_t free_stacks = 0x00500000, victim = 0x00600000;
constexpr uint32_t victim_words = 16;

}  // namespace kumquat::lab04
