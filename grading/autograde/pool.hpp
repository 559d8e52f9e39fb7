// pool.hpp -- have an engine run the tasks that are left, and those that failed once more, alone.
// A result that is there and fits its submission is never computed again, so a run may be killed at
// any moment and goes on where it was.
#pragma once

#include "grading/autograde/engine.hpp"
#include "grading/autograde/run_file.hpp"
#include "grading/autograde/submissions.hpp"

#include <optional>
#include <string>

namespace kumquat::autograde {

/// Grade every submission that has no valid result below `out`.
/// \return how fast that was, for a person; nothing if it was stopped before the end: then tasks may
///         still run until the engine is destroyed
/// \throws CannotRun if the engine can start nothing
std::optional<std::string> run_tasks(const std::vector<Submission>& submissions,
                                     const RunFile& run,
                                     const std::filesystem::path& out,
                                     Engine& engine);

}  // namespace kumquat::autograde
