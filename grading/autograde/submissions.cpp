// submissions.cpp -- names of files, turned into names of students.
#include "grading/autograde/submissions.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <tuple>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;

/// The longest first: ".tar.gz" is one ending.
constexpr const char* endings[] = {".tar.bz2", ".tar.zst", ".tar.gz", ".tar.xz",
                                   ".tgz",     ".tbz2",    ".txz",    ".tar",
                                   ".zip",     ".bundle"};

/// A name that is harmless as the name of a file, and that no two others share.
std::string harmless(const std::string& name) {
    std::string text;
    for (const char c : name) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                              (c == '.' && !text.empty());
        text += is_plain ? std::string{c}
                         : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return text;
}

std::string student_of(const fs::path& path) {
    std::string name = path.filename().string();
    for (const std::string ending : endings) {
        if (name.size() > ending.size() && name.ends_with(ending)) {
            name.resize(name.size() - ending.size());
            break;
        }
    }
    return harmless(name);
}

/// The number in "lab05", or nothing.
std::optional<unsigned> lab_of_folder(const fs::path& path) {
    const std::string name = path.filename().string();
    unsigned lab = 0;
    const char* const end = name.data() + name.size();
    if (!name.starts_with("lab") || name.size() == 3 || !fs::is_directory(path)) {
        return std::nullopt;
    }
    const auto [stop, error] = std::from_chars(name.data() + 3, end, lab);
    return error == std::errc{} && stop == end ? std::optional{lab} : std::nullopt;
}

/// What lies in a folder, except for hidden files such as .DS_Store.
std::vector<fs::path> entries_of(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (!entry.path().filename().string().starts_with(".")) {
            paths.push_back(entry.path());
        }
    }
    return paths;
}

void refuse_two_of_one(const std::vector<Submission>& sorted) {
    const auto twice =
        std::ranges::adjacent_find(sorted, [](const auto& a, const auto& b) {
            return a.lab == b.lab && a.student == b.student;
        });
    if (twice != sorted.end()) {
        throw CannotRun(
            fmt::format("{} and {} are both lab {} of {}. Which one counts? "
                        "Move the other one away.",
                        twice->path.string(), (twice + 1)->path.string(), twice->lab,
                        twice->student));
    }
}

}  // namespace

std::vector<Submission> find_submissions(const fs::path& folder,
                                         std::optional<unsigned> lab) {
    if (!fs::is_directory(folder)) {
        throw CannotRun(fmt::format("There is no folder {}. SUBMISSIONS= names the one "
                                    "with an archive or a folder for each student.",
                                    folder.string()));
    }
    std::vector<Submission> found;
    const auto add = [&](const fs::path& path, unsigned number) {
        found.push_back({student_of(path), number, path});
    };
    for (const fs::path& path : entries_of(folder)) {
        if (lab) {
            add(path, *lab);
        } else if (const auto number = lab_of_folder(path)) {
            for (const fs::path& inside : entries_of(path)) {
                add(inside, *number);
            }
        } else {
            throw CannotRun(fmt::format("Which lab is {} for? Say LAB=, or sort the "
                                        "submissions into folders lab00, lab01 …",
                                        path.string()));
        }
    }
    if (found.empty()) {
        throw CannotRun(fmt::format("{} holds no submissions.", folder.string()));
    }
    std::ranges::sort(found, {}, [](const Submission& submission) {
        return std::tie(submission.lab, submission.student);
    });
    refuse_two_of_one(found);
    return found;
}

}  // namespace kumquat::autograde
