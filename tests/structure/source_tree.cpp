// source_tree.cpp -- see source_tree.hpp.
#include "tests/structure/source_tree.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>

namespace kumquat::structure {

namespace {

namespace fs = std::filesystem;

const std::set<std::string> left_out = {".git", "build", "node_modules", "__pycache__"};

/// Lines of a text file, or nothing if it holds a zero byte and so is not text.
std::optional<std::vector<std::string>> lines_of(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        if (line.find('\0') != std::string::npos) {
            return std::nullopt;
        }
        lines.push_back(line);
    }
    return lines;
}

}  // namespace

bool SourceFile::is_in(const std::string& folder) const {
    return path.begin()->string() == folder;
}

bool SourceFile::has_extension(std::initializer_list<const char*> extensions) const {
    return std::any_of(
        extensions.begin(), extensions.end(),
        [&](const char* extension) { return path.extension() == extension; });
}

bool SourceFile::is_code() const {
    const bool is_script = !lines.empty() && lines.front().rfind("#!", 0) == 0;
    return is_script || has_extension({".cpp", ".hpp", ".h", ".S", ".ld", ".py", ".mk",
                                       ".js", ".mjs", ".ts", ".awk", ".gdb", ".css"});
}

std::vector<SourceFile> read_tree(const fs::path& root) {
    std::vector<SourceFile> files;
    auto entry = fs::recursive_directory_iterator{root};
    for (; entry != fs::recursive_directory_iterator{}; ++entry) {
        if (left_out.contains(entry->path().filename().string())) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file()) {
            if (auto lines = lines_of(entry->path())) {
                files.push_back({fs::relative(entry->path(), root), std::move(*lines)});
            }
        }
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

}  // namespace kumquat::structure
