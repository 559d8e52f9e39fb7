// end_of_run.hpp -- stop the machine from inside, so that whoever runs it notices at once.
#pragma once

#include <stdint.h>

namespace kumquat {

/// Why a run ended; what QEMU sees at port 0xF4.
enum RunResult : uint8_t {
    run_succeeded = 0,
    run_panicked = 0x50,
    run_reached_hole = 0x48,
    run_failed = 0x46,  // a program said so
};

/// Send the rest of the trace and of the console, then end the emulator's run: QEMU by its
/// exit device, Bochs by its shutdown port. On a real machine: halt.
[[noreturn]] void end_of_run(uint8_t result);

}  // namespace kumquat
