// faults.hpp -- which exceptions are raised, drawn by guest and grader alike.
#pragma once

#include "kernel/abi/system_calls.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "labs/common/numbers.hpp"

namespace kumquat {

enum class FaultKind : uint32_t { undefined, divide, selector, no_gate };

constexpr uint32_t faults_raised = 8, page_faults_raised = 3;
constexpr uint32_t calls_made = SYSCALL_LAST - SYSCALL_FIRST + 1;  // each once

struct DrawnFault {
    FaultKind kind;
    uint32_t selector;  // behind the end of the GDT
    uint32_t vector;    // behind the end of the IDT
};

/// Each kind at least once.
inline DrawnFault draw_fault(Numbers& numbers, uint32_t index) {
    const uint32_t any = numbers.below(4);
    const auto kind = static_cast<FaultKind>(index < 4 ? index : any);
    const uint32_t selector = 0x40 + 8 * numbers.below(1000) + numbers.below(4);
    const uint32_t vector = vector_count + numbers.below(256 - vector_count);
    return {kind, selector & ~4u, vector};
}

struct DrawnPageFault {
    uint32_t address;  // nothing is mapped there, and nothing ever will be
    bool is_write;
};

inline DrawnPageFault draw_page_fault(Numbers& numbers) {
    const uint32_t address = 0xF8000000 + numbers.below(0x07000000);
    return {address, numbers.below(2) == 1};
}

struct DrawnCalls {
    uint32_t vectors[calls_made];
};

/// All system calls, shuffled.
inline DrawnCalls draw_calls(Numbers& numbers) {
    DrawnCalls calls{};
    for (uint32_t i = 0; i < calls_made; ++i) {
        const uint32_t place = numbers.below(i + 1);
        calls.vectors[i] = calls.vectors[place];
        calls.vectors[place] = SYSCALL_FIRST + i;
    }
    return calls;
}

}  // namespace kumquat
