// git_bundle.hpp -- a git bundle as a submission: one file that holds a repository.
// Git itself reads it, in the sandbox, and writes the tree that counts as a tar archive, which is then
// a submission like any other. What is in a bundle is the student's, also its configuration of
// attributes; of hooks and settings a bundle has none.
// Source: git-bundle(1), gitformat-bundle(5), git-archive(1).
#pragma once

#include "grading/autograde/admission.hpp"
#include "grading/autograde/sandbox.hpp"

namespace kumquat::autograde {

/// Whether a file begins like a bundle, whatever its name is.
bool is_git_bundle(const std::filesystem::path& file);

/// The wanted files of the commit that HEAD names, or the only branch.
/// \throws Rejection, CannotGrade if the host is too slow
Admitted admit_git_bundle(const std::filesystem::path& bundle,
                          const std::set<std::string>& wanted,
                          const Sandbox& sandbox);

}  // namespace kumquat::autograde
