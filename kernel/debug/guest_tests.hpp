// guest_tests.hpp -- where the tests of a lab run inside the kernel.
// A grading build links the lab's own guest_tests.cpp instead of no_guest_tests.cpp. A test
// runs in ring 0 after the stage that its lab builds, before anything of a later lab is
// needed; it leaves its evidence in memory or in the trace and ends the run.
#pragma once

#include "kernel/abi/multiboot.hpp"

namespace kumquat {

enum class BootStage {
    console,  // the serial port is set up, the command line is read: nothing was printed yet
    memory,  // the info page tells the memory, the trace has begun: all of lab 0 ran
    traps,  // tables are loaded, the timer ticks as soon as interrupts are on: lab 1 ran
    tasks,  // sigma0 and the root task are made, and have not run
};

/// Run the test that the command line names with test=, if it belongs to this stage.
/// \param info  where the loader left the boot modules; a test looks at the first stage
void run_guest_test(BootStage stage, const MultibootInfo& info);

}  // namespace kumquat
