// files.hpp -- a file read at once, or written as a whole.
#pragma once

#include <filesystem>
#include <string>

namespace kumquat::machine {

/// All bytes of a file; empty if it cannot be read.
std::string content_of(const std::filesystem::path& file);

/// Write a file under another name and rename it, so that it is there whole or not at all, also for
/// those who are killed here. Makes the folders above it.
/// \throws std::runtime_error if the disk does not take it; an older file stays then
void write_whole(const std::filesystem::path& file, const std::string& content);

}  // namespace kumquat::machine
