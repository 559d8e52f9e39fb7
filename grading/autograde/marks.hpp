// marks.hpp -- what a run is for: the marks of everybody in one table, and a summary for a screen.
#pragma once

#include "grading/autograde/submission_result.hpp"

namespace kumquat::autograde {

/// Write OUT/marks.csv: a line for each submission.
/// Source: RFC 4180, "Common Format and MIME Type for CSV Files".
void write_marks(const std::vector<SubmissionResult>& results,
                 const std::filesystem::path& out);

/// What happened, in a few lines.
std::string summary(const std::vector<SubmissionResult>& results,
                    const std::filesystem::path& out);

}  // namespace kumquat::autograde
