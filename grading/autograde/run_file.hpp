// run_file.hpp -- what makes two starts of a grading one run: its secret, and the state of the course.
// It lies in the folder of the results and is never shown: who knows the secret can prepare for the
// numbers of each test.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace kumquat::autograde {

struct RunFile {
    std::string secret;                       // bytes
    std::map<unsigned, std::string> courses;  // lab: digest of what it is graded with
    bool whole = false;      // the student's whole kernel is graded, too
    bool has_dates = false;  // a course file has said what lateness costs
};

/// That of an earlier start, or a new one. \throws CannotRun if it is not readable
RunFile open_run(const std::filesystem::path& out);

/// Note the state of the course for a lab.
/// \throws CannotRun if there are results for another state of it
void note_course(RunFile& run,
                 const std::filesystem::path& out,
                 unsigned lab,
                 const std::string& digest);

/// Note whether there is a course file.
/// \throws CannotRun if there was one before: lateness would cost nothing suddenly
void note_dates(RunFile& run, const std::filesystem::path& out, bool has_dates);

}  // namespace kumquat::autograde
