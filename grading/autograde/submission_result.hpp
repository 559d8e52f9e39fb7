// submission_result.hpp -- what came of one submission: a file for each, which all reports are made of.
// Its format is grading/submission.schema.json.
// It is written under another name and renamed, so it is there whole or not at all; and it says for
// what it was computed, so that a run that goes on knows whether it still counts.
// Invariant: the same submission graded twice in a run gives the same file, byte for byte.
#pragma once

#include "grading/result.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace kumquat::autograde {

enum class SubmissionStatus {
    graded,
    does_not_build,
    rejected,
    infrastructure_error,  // no mark, and not the student's fault
};

/// "graded", "does_not_build", "rejected", "infrastructure_error".
const char* name_of(SubmissionStatus status);

struct SubmissionResult {
    std::string student;
    unsigned lab = 0;
    SubmissionStatus status = SubmissionStatus::infrastructure_error;
    std::string reason;  // unless graded: for the student, in whole sentences
    unsigned points = 0, max_points = 0;  // of grade and hidden
    unsigned boots = 0;
    std::string tier;                  // of the sandbox
    std::string submission;            // digest of what was handed in,
    std::string course;                // and of the tree that it was put into
    std::vector<std::string> missing;  // files of the lab that were not handed in
    nlohmann::ordered_json grade;      // as in grade.json: the lab; null unless graded
    nlohmann::ordered_json hidden;     // likewise, claims that students do not have
    /// Likewise, on the student's own earlier labs; counts nothing.
    nlohmann::ordered_json whole;
};

/// Where the result of one submission lies.
std::filesystem::path
result_file(const std::filesystem::path& out, unsigned lab, const std::string& student);

/// Write it, all or nothing. \throws std::runtime_error if the disk does not take it
void write_result(const SubmissionResult& result, const std::filesystem::path& file);

/// Read one; nothing if there is none, or it is no result.
std::optional<SubmissionResult> read_result(const std::filesystem::path& file);

}  // namespace kumquat::autograde
