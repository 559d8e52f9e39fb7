// fixups.hpp -- instructions of the kernel that are allowed to fault.
// A few things cannot be known beforehand: whether a user page is there, whether the processor
// has a model-specific register. The kernel just tries. Each such instruction stands in a table
// with the place to go on at; when it faults, the kernel goes on there with the carry flag set.
// Source: the exception tables of Linux have the same purpose.
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// If the interrupted instruction of the kernel is allowed to fault, let it go on behind it.
/// \return  false if it is not; then nothing has changed
[[nodiscard]] bool skip_faulting_instruction(TrapFrame& frame);

}  // namespace kumquat

/// For inline assembler: one instruction that may fault. The carry flag tells whether it did;
/// the instruction itself must not change it.
#define KUMQUAT_MAY_FAULT(instruction)                                                 \
    "clc\n"                                                                            \
    "1:\t" instruction "\n"                                                            \
    "2:\n"                                                                             \
    ".pushsection .fixups, \"a\"\n"                                                    \
    ".long 1b, 2b\n"                                                                   \
    ".popsection"
