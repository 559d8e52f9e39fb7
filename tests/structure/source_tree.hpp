// source_tree.hpp -- the files of this repository, as text.
// The one idea: everything that people write counts, whether committed or not; what is
// built, fetched or kept by git does not.
// Invariant: files are sorted by path, and paths are relative to the root.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kumquat::structure {

struct SourceFile {
    std::filesystem::path path;  // relative to the root
    std::vector<std::string> lines;

    /// True if the first folder of the path is `folder`.
    bool is_in(const std::string& folder) const;
    bool has_extension(std::initializer_list<const char*> extensions) const;
    /// True for what is compiled, assembled, linked or run.
    bool is_code() const;
};

/// Read all text files below `root`, without build folders and what git keeps.
/// \throws std::filesystem::filesystem_error if root is no folder
std::vector<SourceFile> read_tree(const std::filesystem::path& root);

}  // namespace kumquat::structure
