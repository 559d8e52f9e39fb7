// exports.hpp -- results in the words of the platforms that courses use.
// Each is made from the same result; what a platform cannot say is left out. Texts in a result come
// from a hostile kernel in part, so each format escapes all that has a meaning in it.
// Source: Gradescope, "Autograder Specifications", "Output Format"; Autolab, "Guide for Lab Authors",
// "Autograders", the last line of output; JUnit XML as GitLab and Jenkins read it.
#pragma once

#include "grading/autograde/submission_result.hpp"

#include <string>

namespace kumquat::autograde {

/// results.json of Gradescope.
std::string gradescope_json(const SubmissionResult& result);

/// The line that Autolab reads: the points of each stage.
std::string autolab_line(const SubmissionResult& result);

/// One suite with a case for each claim. A submission without claims has a single case.
std::string junit_xml(const SubmissionResult& result);

/// Write all of them below OUT: gradescope/lab05/alice.json, autolab/…, junit/….
/// Who has no mark has no file: a platform would take it for a zero.
void write_exports(const SubmissionResult& result, const std::filesystem::path& out);

}  // namespace kumquat::autograde
