// boot.hpp -- the kernel of this build, booted for a test.
#pragma once

#include "tools/machine/machine.hpp"

#include <string>
#include <vector>

namespace kumquat::test {

/// The build that this test program is part of.
std::filesystem::path build_directory();

/// Its kernel, or the one that the environment names: KUMQUAT_KERNEL=build/other/kumquat.elf.
std::filesystem::path kernel_under_test();

/// A run of the kernel with sigma0 and the given programs of build/user behind it.
/// \param programs  "NAME" or "NAME WORDS"; the first is the root task
machine::Run run_of(const std::vector<std::string>& programs);

/// The demo's programs. \param words  for its root task: "" or "steady"
std::vector<std::string> demo_programs(const std::string& words);

/// Lines of a text, without line ends.
std::vector<std::string> lines_of(const std::string& text);

}  // namespace kumquat::test
