// fixups.cpp -- looking up the instruction that faulted.
#include "kernel/x86/fixups.hpp"

namespace kumquat {

namespace {

struct Fixup {
    uint32_t instruction, next;
};

constexpr uint32_t eflags_carry = 1u << 0;

}  // namespace

extern "C" const Fixup fixups_begin[], fixups_end[];  // kernel.ld

bool skip_faulting_instruction(TrapFrame& frame) {
    for (const Fixup* fixup = fixups_begin; fixup != fixups_end; ++fixup) {
        if (fixup->instruction == frame.eip) {
            frame.eip = fixup->next;
            frame.eflags |= eflags_carry;
            return true;
        }
    }
    return false;
}

}  // namespace kumquat
