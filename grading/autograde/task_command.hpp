// task_command.hpp -- `kumquat-autograde --task lab05/alice --out OUT`: the one command that grades one
// submission, on whatever machine an engine has it run.
#pragma once

#include "grading/autograde/tier_choice.hpp"

namespace kumquat::autograde {

/// The command line of a task, with this program's own path.
std::vector<std::string> task_words(const std::string& task,
                                    const std::filesystem::path& out,
                                    const TierWish& wish);

/// Do what it says: grade, and write the result. A machine that cannot grade writes an infrastructure
/// error with its name.
/// \throws CannotRun if the run has no such task
void run_task(const std::string& task,
              const std::filesystem::path& out,
              const TierWish& wish);

}  // namespace kumquat::autograde
