// marks.hpp -- what a run is for: the marks of everybody in one table, and a summary for a screen.
// A result says what a kernel does; a mark is what it is worth to a person, on a day.
#pragma once

#include "grading/autograde/lateness.hpp"
#include "grading/autograde/roster.hpp"
#include "grading/autograde/submission_result.hpp"

namespace kumquat::autograde {

struct Mark {
    SubmissionResult result;
    Lateness lateness;
    Person person;
};

/// The points, less what lateness costs: "61.2". Empty if there is no mark.
std::string mark_of(const Mark& mark);

/// Write OUT/marks.csv: a line for each submission, and for each in the roster who handed in nothing.
/// Source: RFC 4180, "Common Format and MIME Type for CSV Files".
void write_marks(const std::vector<Mark>& marks,
                 const Roster& roster,
                 const std::filesystem::path& out);

/// What happened, in a few lines.
std::string summary(const std::vector<Mark>& marks, const std::filesystem::path& out);

}  // namespace kumquat::autograde
