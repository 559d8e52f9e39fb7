// roster.hpp -- who takes the course: a CSV file whose first line names its columns.
// `student` is what submissions are called; `name` and `email` may be there, and any others.
// Source: RFC 4180, "Common Format and MIME Type for CSV Files".
#pragma once

#include "grading/autograde/submissions.hpp"

#include <map>

namespace kumquat::autograde {

struct Person {
    std::string name, email;  // empty if the roster does not say
};

using Roster = std::map<std::string, Person>;  // by student

/// \throws CannotRun if the file is no roster, or has a student twice
Roster read_roster(const std::filesystem::path& file);

/// \throws CannotRun if a submission is nobody's in the roster: a mark would go astray
void expect_known(const std::vector<Submission>& submissions, const Roster& roster);

}  // namespace kumquat::autograde
