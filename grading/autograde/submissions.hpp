// submissions.hpp -- who has handed in what: the folder SUBMISSIONS= of a run.
// Each file or folder in it is one student's, named like the student: alice.zip, bob/, carol.tar.gz.
// With folders lab01, lab02 … in between, it holds several labs.
// Invariant: nobody is left out. What is no submission at all is one, too, and gets rejected.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace kumquat::autograde {

/// The person who runs the grading has to change something; the text says what.
class CannotRun : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Submission {
    std::string student;  // letters, digits, '.', '_', '-'; other bytes as %XX
    unsigned lab = 0;
    std::filesystem::path path;
};

/// The submissions in a folder, by lab and then by student.
/// \param lab  that all of them are for; nothing: the folders lab01 … tell
/// \throws CannotRun if there are none, or two of one student for one lab
std::vector<Submission> find_submissions(const std::filesystem::path& folder,
                                         std::optional<unsigned> lab);

}  // namespace kumquat::autograde
