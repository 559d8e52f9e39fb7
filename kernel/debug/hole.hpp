// hole.hpp -- what stands in a starter tree where a student is to write code.
// The starter generator replaces the body of each hole by one KUMQUAT_HOLE line; the reference
// has none, but includes this header in every file with holes, so that nothing else changes.
#pragma once

#ifndef __ASSEMBLER__

#include <stdint.h>

namespace kumquat {

/// Say which hole was reached and where to read about it, then end the run.
/// Works without anything that a student writes: it has an output path of its own.
/// \param lab      number of the lab
/// \param name     name of the hole, as in the source
/// \param section  page and section below handouts/
[[noreturn]] void
hole_reached(uint32_t lab, const char* name, const char* section) asm("hole_reached");

}  // namespace kumquat

#define KUMQUAT_HOLE(lab, name, section) ::kumquat::hole_reached(lab, name, section)

#else  // the same in an assembler file: three arguments in registers

#define KUMQUAT_HOLE(lab, name, section)                                               \
    movl $lab, % eax;                                                                  \
    movl $1f, % edx;                                                                   \
    movl $2f, % ecx;                                                                   \
    call hole_reached;                                                                 \
    1 :.asciz name;                                                                    \
    2 :.asciz section

#endif
