// course_tree.hpp -- the tree that submissions of a lab are put into: its starter, built once.
// It is what students got: right solutions of all earlier labs, empty holes in this one and the later
// ones. So a mark depends on this lab alone, and no solution lies where a submission is built.
// Invariant: a tree is used only if it is complete and its content is that of the course.
#pragma once

#include "grading/lab.hpp"

#include <filesystem>
#include <set>
#include <string>

namespace kumquat::autograde {

/// The files of a lab that students write.
std::set<std::string> owned_files(const grading::Lab& lab);

/// Write the starter of a lab.
/// \param course   the instructor's tree
/// \param starter  a folder that does not exist yet
/// \return the digest of the files that marks depend on
/// \throws CannotRun if that fails
std::string write_starter(const std::filesystem::path& course,
                          unsigned lab,
                          const std::filesystem::path& starter);

/// Copy a starter to where submissions are put into it, and build its kernel, unless that is done.
/// \throws CannotRun if that fails
void install_course_tree(const std::filesystem::path& starter,
                         unsigned lab,
                         const std::string& digest,
                         const std::filesystem::path& target);

}  // namespace kumquat::autograde
