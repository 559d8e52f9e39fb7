// lateness.hpp -- when labs are due, and what a late submission is worth: the file COURSE= of a run.
// Points say what a kernel does and are never touched; a mark is what is left of them.
// A day is 24 hours, and one that has begun counts. Each student has some free days for the whole
// course; what they do not cover costs a percentage, and after the last day nothing is left.
#pragma once

#include "grading/autograde/submissions.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <utility>

namespace kumquat::autograde {

using Time = std::chrono::sys_seconds;
using StudentAndLab = std::pair<std::string, unsigned>;

struct CourseFile {
    unsigned free_days = 0, percent_a_day = 0;
    std::optional<unsigned> most_days;  // nothing: there is no last day
    std::map<unsigned, Time> due;       // by lab
    std::map<StudentAndLab, Time> extensions, handed_in;
};

/// What lateness does to one submission.
struct Lateness {
    std::optional<Time> due = {}, handed_in = {};  // nothing: the lab has no date
    unsigned days = 0;                             // begun
    unsigned free_days = 0;                        // used for it
    unsigned percent = 0;                          // of the points that are gone
};

/// \param schema  grading/course.schema.json
/// \throws CannotRun with what is wrong and where
CourseFile read_course_file(const std::filesystem::path& file,
                            const std::filesystem::path& schema);

/// For each submission, in their order. Free days are used for a student's first labs first.
/// A folder or an archive was handed in when it was last changed, unless the course file knows better.
/// Requires: submissions are sorted by lab.
std::vector<Lateness> lateness_of(const std::vector<Submission>& submissions,
                                  const CourseFile& course);

}  // namespace kumquat::autograde
