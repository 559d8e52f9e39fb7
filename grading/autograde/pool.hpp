// pool.hpp -- run the tasks that are left, several at a time, and those that failed once more, alone.
// A result that is there and fits its submission is never computed again, so a run may be killed at
// any moment and goes on where it was.
#pragma once

#include "grading/autograde/run_file.hpp"
#include "grading/autograde/sandbox.hpp"
#include "grading/autograde/submissions.hpp"

#include <atomic>

namespace kumquat::autograde {

struct PoolOptions {
    std::filesystem::path out;
    unsigned jobs = 1;
    Tier tier = Tier::namespaces;
    unsigned first_user = 0;  // of the sandbox, of as many as there are jobs
};

/// Set by a signal: end what runs, start nothing more.
extern std::atomic<bool> stop_was_asked_for;

/// Grade every submission that has no valid result.
/// \return false if it was stopped before the end
bool run_tasks(const std::vector<Submission>& submissions,
               const RunFile& run,
               const PoolOptions& options);

}  // namespace kumquat::autograde
