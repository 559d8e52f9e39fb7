// task_list.hpp -- what a task is called, and how it finds its submission: by the link OUT/tasks/lab05/alice.
// So the command line of a task is short, and holds nothing that a student has chosen but letters that
// mean nothing to a shell. A link, since it takes names of files that are no text.
#pragma once

#include "grading/autograde/submissions.hpp"

namespace kumquat::autograde {

/// "lab05/alice"
std::string task_name(const Submission& submission);

/// Let a task find its submission. \throws fs::filesystem_error if the disk does not take it
void list_task(const Submission& submission, const std::filesystem::path& out);

/// The submission of a task. \throws CannotRun if the run has no such task
Submission submission_of_task(const std::string& task,
                              const std::filesystem::path& out);

/// Where what a task prints goes; its folder is made.
std::filesystem::path log_of_task(const std::string& task,
                                  const std::filesystem::path& out);

}  // namespace kumquat::autograde
