// hint.hpp -- hints for a claim, one after the other.
#pragma once

#include <filesystem>
#include <string>

namespace kumquat::grading {

/// The next hint for a claim. The report has shown the first; how many were given since is kept
/// below `tree`/build/hints/, and after the last one they begin again.
/// \throws CannotGrade if no claim has this name
std::string next_hint(const std::filesystem::path& tree, const std::string& name);

}  // namespace kumquat::grading
