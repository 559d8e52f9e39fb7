// sieve.cpp -- rules for names, and where in an archive the tree begins.
#include "grading/autograde/sieve.hpp"

#include "grading/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace kumquat::autograde {

namespace {

constexpr size_t longest_name_bytes = 512;
constexpr unsigned deepest_folder = 32;

/// Nothing below these is looked at: what was built, and what archivers and git leave.
const std::set<std::string> skipped_folders = {"build", ".git", "__MACOSX"};

/// The JSON library is strict about it.
bool is_utf8(const std::string& text) {
    try {
        return !nlohmann::json(text).dump().empty();
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

std::string shown(const std::string& name) {
    constexpr size_t columns = 80;
    const std::string text = grading::printable(name);
    return text.size() <= columns ? text : text.substr(0, columns) + "…";
}

std::vector<std::string> parts_of(const std::string& name) {
    std::istringstream in{name};
    std::vector<std::string> parts;
    for (std::string part; std::getline(in, part, '/');) {
        if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
    }
    return parts;
}

[[noreturn]] void reject(const std::string& name, const char* why) {
    throw Rejection(fmt::format(
        "The entry \"{}\" of the submission {}. Make the archive anew from the top "
        "folder of your tree, without build/.",
        shown(name), why));
}

void check_name(const std::string& name, const std::vector<std::string>& parts) {
    if (!is_utf8(name) || std::ranges::any_of(name, [](char c) {
            return (c >= 0 && c < 0x20) || c == 0x7F;
        })) {
        reject(name, "has a name that is no text");
    }
    if (name.size() > longest_name_bytes) {
        reject(name, "has a name of more than 512 bytes");
    }
    if (parts.size() > deepest_folder) {
        reject(name, "lies in more than 32 folders, one in the other");
    }
    const bool has_drive = name.size() > 1 && name[1] == ':';
    if (name.starts_with("/") || name.find('\\') != std::string::npos || has_drive) {
        reject(name, "has an absolute name, or one of another system");
    }
    if (std::ranges::find(parts, "..") != parts.end()) {
        reject(name, "leads out of the archive");
    }
}

std::string joined(const std::vector<std::string>& parts) {
    std::string name;
    for (const std::string& part : parts) {
        name += (name.empty() ? "" : "/") + part;
    }
    return name;
}

std::string in_small_letters(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return name;
}

auto depth(const std::string& folder) { return std::ranges::count(folder, '/'); }

}  // namespace

void Sieve::offer(const std::string& name,
                  EntryKind kind,
                  const std::function<std::string(uint64_t limit)>& read) {
    if (++entries_ > most_entries) {
        throw Rejection(fmt::format("The submission has more than {} entries; a whole "
                                    "tree has about 1,000. Leave out what was built.",
                                    most_entries));
    }
    const std::vector<std::string> parts = parts_of(name);
    check_name(name, parts);
    if (std::ranges::any_of(parts, [](const std::string& part) {
            return skipped_folders.contains(part);
        })) {
        return;
    }
    switch (kind) {
    case EntryKind::symbolic_link:
        reject(name, "is a symbolic link");
    case EntryKind::hard_link:
        reject(name, "is a hard link");
    case EntryKind::other:
        reject(name, "is a device, a pipe or a socket");
    case EntryKind::folder:
        return;
    case EntryKind::file:
        break;
    }
    const std::string path = joined(parts);
    const auto [same, is_new] = lower_case_.insert({in_small_letters(path), path});
    if (!is_new) {
        reject(name, same->second == path ? "stands there twice"
                                          : "differs from another one only in the "
                                            "case of its letters");
    }
    for (const std::string& file : wanted_) {
        if (path == file || path.ends_with("/" + file)) {
            const std::string content = read(longest_file_bytes + 1);
            if (content.size() > longest_file_bytes) {
                reject(name, "has more than 1 MB");
            }
            candidates_[path.substr(0, path.size() - file.size())][file] = content;
        }
    }
}

Admitted Sieve::result() const {
    if (candidates_.empty()) {
        throw Rejection(fmt::format("The submission holds no file of this lab, such as "
                                    "{}. Hand in your tree, as an archive.",
                                    *wanted_.begin()));
    }
    const auto& [folder, files] = *std::ranges::min_element(
        candidates_, {}, [](const auto& entry) { return depth(entry.first); });
    for (const auto& [other, unused] : candidates_) {
        if (other != folder && depth(other) == depth(folder)) {
            throw Rejection(fmt::format(
                "The submission holds two trees, in \"{}\" and in \"{}\". Hand in the "
                "one that counts.",
                shown(folder), shown(other)));
        }
    }
    Admitted admitted{files, {}};
    std::ranges::copy_if(
        wanted_, std::back_inserter(admitted.missing),
        [&](const std::string& file) { return !files.contains(file); });
    return admitted;
}

}  // namespace kumquat::autograde
