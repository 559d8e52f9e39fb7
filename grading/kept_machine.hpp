// kept_machine.hpp -- the machine of a claim, kept for a debugger: make qemu-gdb TEST=.
#pragma once

#include "tools/machine/machine.hpp"

#include <filesystem>

namespace kumquat::grading {

/// From now on the machine of each run is kept in this folder, the last one stays. Who grades
/// has one such folder or none, so it is told once, before the first run.
void keep_machines_in(const std::filesystem::path& folder);

/// Put into the folder all that a run boots, and, in the file `command`, the words that start
/// it, one a line, as tools/run/qemu --machine reads them. What was there before is gone.
/// Does nothing if there is no such folder.
/// \throws std::runtime_error if a file is missing or cannot be written
void keep_machine(const machine::Run& run);

}  // namespace kumquat::grading
