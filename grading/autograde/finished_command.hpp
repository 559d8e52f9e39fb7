// finished_command.hpp -- run a program of this machine to its end, and have what it printed.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace kumquat::autograde {

struct FinishedCommand {
    int exit_code = 0;   // 127: there is no such program
    std::string output;  // both streams
};

/// \throws CannotRun if it takes longer than `patience`
FinishedCommand run_to_end(const std::vector<std::string>& command,
                           std::chrono::minutes patience);

/// A program that has to succeed. \return what it printed
/// \throws CannotRun with that if it fails, takes longer than 20 minutes, or somebody asks to stop
std::string must_run(const std::vector<std::string>& command);

}  // namespace kumquat::autograde
