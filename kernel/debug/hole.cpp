// hole.cpp -- a hole that is still empty stops the machine and says where to read on.
#include "kernel/debug/hole.hpp"

#include "kernel/debug/emergency_text.hpp"
#include "kernel/debug/end_of_run.hpp"

namespace kumquat {

void hole_reached(uint32_t lab, const char* name, const char* section) {
    emergency_print("\nLab ");
    emergency_print_decimal(lab);
    emergency_print(", hole \"");
    emergency_print(name);
    emergency_print("\" is still empty. handouts/");
    emergency_print(section);
    emergency_print("\n");
    end_of_run(run_reached_hole);
}

}  // namespace kumquat
