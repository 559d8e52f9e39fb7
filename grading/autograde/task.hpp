// task.hpp -- grade one submission: from what was handed in to its result.
// A task has a process of its own. What a hostile kernel may do to the grader that reads its memory
// happens to this one result, and is noted as an infrastructure error.
#pragma once

#include "grading/autograde/run_file.hpp"
#include "grading/autograde/sandbox.hpp"
#include "grading/autograde/submission_result.hpp"
#include "grading/autograde/submissions.hpp"

namespace kumquat::autograde {

/// Where the tree for a lab lies below the folder of a run.
std::filesystem::path course_folder(const std::filesystem::path& out, unsigned lab);

/// Where claims that students do not have lie, if there are any.
std::filesystem::path hidden_folder(const std::filesystem::path& out);

/// Grade; tells on stdout what it does. Never throws for what was handed in.
SubmissionResult grade_submission(const Submission& submission,
                                  const std::filesystem::path& out,
                                  const RunFile& run,
                                  const Sandbox& sandbox);

}  // namespace kumquat::autograde
