// hole.hpp -- what stands in an empty hole of a program; the kernel's is kernel/debug/hole.hpp.
// Invariant: who reaches a hole ends the run, and the console says which and where to read.
#pragma once

#include "user/lib/console.hpp"

namespace kumquat::user {

/// \param lab      number of the lab
/// \param name     name of the hole, as in the source
/// \param section  page and section below handouts/
[[noreturn]] inline void
hole_reached(uint32_t lab, const char* name, const char* section) {
    constexpr uint16_t exit_port = 0xF4;
    constexpr uint8_t reached_hole = 0x48;  // as the kernel says it: run_reached_hole
    print("\nLab ");
    print_decimal(lab);
    print(", hole \"");
    print(name);
    print("\" is still empty. handouts/");
    print(section);
    print("\n");
    for (;;) {
        asm volatile("outb %b0, %w1" : : "a"(reached_hole), "d"(exit_port));
    }
}

}  // namespace kumquat::user

#define KUMQUAT_HOLE(lab, name, section)                                               \
    ::kumquat::user::hole_reached(lab, name, section)
