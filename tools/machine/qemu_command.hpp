// qemu_command.hpp -- a run, written as a command line of QEMU.
// The one idea: nothing of the host shows inside: virtual clock, fixed date, no defaults, files
// under their plain names in one directory. So the same run is the same to the instruction
// wherever its files lie.
// Source: QEMU, "Invocation"; measurements: the microvm firmware boots `pc` in half the time,
// but leaves the local APIC masked, so the processor gets none.
#pragma once

#include "tools/machine/machine.hpp"

#include <string>
#include <vector>

namespace kumquat::machine {

/// File names inside the directory of a run.
constexpr const char* memory_file = "memory";
constexpr const char* console_file = "console.txt";
constexpr const char* exit_file = "exit";
constexpr const char* port_e9_file = "port_e9";
constexpr const char* log_file = "emulator.log";  // what QEMU complains about
constexpr const char* recording_file = "recording";
constexpr const char* trusted_code_file = "trusted_code";
constexpr const char* own_memory_file = "own_memory";  // tools/plugin/own_memory.hpp
constexpr const char* replay_file = "replay";  // what QEMU recorded, to replay it
constexpr const char* exceptions_file = "exceptions.log";  // -d int,cpu_reset

/// The files of a run under the names that the guest sees.
struct BootFiles {
    std::string kernel;
    std::vector<std::string> modules;
};

/// Copy kernel and modules into `directory`, each under its own file name (a number is
/// added to a name that is taken).
/// \throws std::runtime_error if a file is missing
BootFiles copy_boot_files(const Run& run, const std::filesystem::path& directory);

/// Descriptors that the emulator inherits, and the plugin's own arguments.
struct PluginLink {
    std::filesystem::path plugin;
    int report_fd = -1, socket_fd = -1, exit_fd = -1, qmp_fd = -1;
    uint32_t entry = 0;
    uint64_t pause = UINT64_MAX;
    bool records = false;  // into replay_file
};

/// To be started in the directory of the run, stopped until told to go on.
std::vector<std::string>
qemu_command(const Run& run, const BootFiles& files, const PluginLink& link);

/// The machine of a run that was recorded, without its plugin: it does the same once more, and
/// pauses behind what was recorded. To be started like the other, with -S and a way to talk to it.
std::vector<std::string> replay_command(const Run& run, const BootFiles& files);

/// The same machine for a person: original paths, no plugin, console on the terminal.
std::vector<std::string> command_for_a_person(const Run& run);

}  // namespace kumquat::machine
