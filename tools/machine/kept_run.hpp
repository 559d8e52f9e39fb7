// kept_run.hpp -- a run, kept in a folder for a debugger: what it boots, and how it went.
// The one idea: the run is made once more under QEMU's recorder, by the same session with the same
// budgets, so that what is replayed is what was judged, to the instruction.
// Source: QEMU, "Execution Record/Replay".
#pragma once

#include "tools/machine/machine.hpp"

#include <filesystem>

namespace kumquat::machine {

/// Files of such a folder, beside those of qemu_command.hpp. Each holds a command, one word a line,
/// to be started in the folder.
constexpr const char* person_command_file = "command";  // tools/run/qemu --machine
constexpr const char* replay_command_file = "replay_command";  // tools/replay
constexpr const char* ending_file = "ending";  // a sentence: how the run ended

/// Put into the folder all that a run boots, the commands, the recording, and how the run ended.
/// What was there before is gone.
/// \throws std::runtime_error if a file is missing or cannot be written, or QEMU fails
void keep_run(const Run& run, const std::filesystem::path& folder);

}  // namespace kumquat::machine
