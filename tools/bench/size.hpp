// size.hpp -- the parts of counting sizes that can be tested by themselves.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace kumquat::bench {

/// Bytes of each section of a 32-bit ELF file, by name.
/// \throws std::runtime_error if the file is cut off
std::map<std::string, uint64_t> section_sizes(const std::filesystem::path& elf);

/// Lines of C++ or assembler that hold more than blanks and comments.
std::size_t code_lines_of(const std::string& source);

/// The files of kernel/ that a build was made from, by the compiler's own lists.
/// \param kernel_build  folder with the build's .d files
std::set<std::string> kernel_files(const std::filesystem::path& kernel_build);

}  // namespace kumquat::bench
