// scenario.hpp -- one benchmark program, run once on one kernel, and what was recorded.
#pragma once

#include "tools/bench/path.hpp"
#include "tools/machine/machine.hpp"

#include <filesystem>
#include <string>

namespace kumquat::bench {

/// The builds of the kernel that are measured, in folders of the build directory.
enum class Build {
    measured,      // TRACE=off, default switches
    no_fast_path,  // the same with IPC_FAST_PATH=off
    traced         // TRACE=on
};

struct Files {
    std::filesystem::path build;
    std::vector<std::string> watched_programs;  // root tasks of other tests
    std::filesystem::path measured;  // another kernel in the place of the measured one
    std::filesystem::path kernel(Build which) const;
    std::filesystem::path program(const std::string& name) const {
        return build / "user" / name;
    }
};

/// Why a figure cannot be had.
struct NotYet {
    std::string reason;
};

/// A finished run with its steps.
struct Recorded {
    machine::Outcome outcome;
    Steps steps;  // refer to outcome.recording
};

/// A run of sigma0 and the benchmark program.
/// \param words  its command line: "ipc.inter", "growth.tasks 1500"
machine::Run
run_of(const Files& files, Build which, const std::string& words, unsigned memory_mb);

/// Run it and keep what lies between the program's marks.
/// \throws NotYet if the kernel or the program did not come to the end
/// \throws std::runtime_error if the emulator or the host is to blame
Recorded record(const Files& files,
                Build which,
                const std::string& words,
                unsigned memory_mb = 64);

}  // namespace kumquat::bench
