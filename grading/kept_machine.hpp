// kept_machine.hpp -- the machine of a claim, kept for a debugger: make qemu-gdb TEST=, make replay TEST=.
#pragma once

#include "tools/machine/machine.hpp"

#include <filesystem>

namespace kumquat::grading {

/// From now on the machine of each run is kept in this folder, the last one stays. Who grades
/// has one such folder or none, so it is told once, before the first run.
void keep_machines_in(const std::filesystem::path& folder);

/// Keep the run in the folder (tools/machine/kept_run.hpp). Does nothing if there is none.
/// \throws std::runtime_error if a file is missing or cannot be written, or QEMU fails
void keep_machine(const machine::Run& run);

}  // namespace kumquat::grading
