// isolation.cpp -- copy a tree, put files of another one into it, grade it.
#include "grading/isolation.hpp"

#include "grading/diagnosis.hpp"
#include "tools/machine/files.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace kumquat::grading {

namespace {

namespace fs = std::filesystem;

using machine::content_of;

/// Copy a file if it differs: what stays as it was is not compiled again.
void copy_if_changed(const fs::path& from, const fs::path& to) {
    if (!fs::exists(to) || content_of(from) != content_of(to)) {
        fs::create_directories(to.parent_path());
        fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    }
}

/// The regular files of a tree, relative to it, without what was built.
std::set<fs::path> files_in(const fs::path& tree) {
    std::set<fs::path> files;
    for (auto entry = fs::recursive_directory_iterator{tree};
         entry != fs::recursive_directory_iterator{}; ++entry) {
        const fs::path path = fs::relative(entry->path(), tree);
        if (entry.depth() == 0 && (path == "build" || path == ".git")) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file() && !entry->is_symlink()) {
            files.insert(path);
        }
    }
    return files;
}

/// Make `to` a copy: what is gone goes there, too, since make takes whatever lies in a folder.
void copy_tree(const fs::path& from, const fs::path& to) {
    const std::set<fs::path> files = files_in(from);
    fs::create_directories(to);
    for (const fs::path& path : files_in(to)) {
        if (!files.contains(path)) {
            fs::remove(to / path);
        }
    }
    for (const fs::path& path : files) {
        copy_if_changed(from / path, to / path);
    }
}

/// The files that hold the holes of a lab.
std::set<std::string> files_of(const Lab& lab) {
    std::set<std::string> files;
    for (const HoleEntry& hole : lab.holes) {
        files.insert(hole.file);
    }
    return files;
}

/// A tree with the files of some labs from the student, and everything else from the reference.
class MixedTree {
public:
    MixedTree(fs::path student, fs::path reference)
        : student_{std::move(student)},
          reference_{std::move(reference)}, tree_{student_ / "build/isolated"} {
        if (!fs::exists(reference_ / "kernel/kernel.mk")) {
            throw CannotGrade(
                fmt::format("{} is no Kumquat tree. REFERENCE= names one whose earlier "
                            "labs are right.",
                            reference_.string()));
        }
        copy_tree(reference_, tree_);
    }

    void take_from_student(const Lab& lab) { copy_files(student_, lab); }
    void take_from_reference(const Lab& lab) { copy_files(reference_, lab); }
    const fs::path& tree() const { return tree_; }

    /// Whether the student has written anything in that lab.
    bool differs(const Lab& lab) const {
        return std::ranges::any_of(files_of(lab), [&](const std::string& file) {
            return content_of(student_ / file) != content_of(reference_ / file);
        });
    }

private:
    void copy_files(const fs::path& from, const Lab& lab) const {
        for (const std::string& file : files_of(lab)) {
            if (fs::is_regular_file(fs::symlink_status(from / file))) {
                copy_if_changed(from / file, tree_ / file);
            }
        }
    }

    fs::path student_, reference_, tree_;
};

/// The claims of `own` that fail in the student's kernel only.
std::vector<TestResult*> only_here(LabResult& own) {
    std::vector<TestResult*> found;
    for (TestResult& test : own.tests) {
        if (test.status != Status::passed && test.isolated == Status::passed) {
            found.push_back(&test);
        }
    }
    return found;
}

}  // namespace

void grade_in_isolation(LabResult& own,
                        const fs::path& reference,
                        const NonceSource& nonces,
                        const GradeOptions& options) {
    MixedTree mixed{options.tree, reference};
    GradeOptions there = options;
    there.tree = mixed.tree();
    const std::vector<Lab> labs = read_labs(mixed.tree());
    const auto grade = [&] {
        const Lab& lab = lab_of(labs, own.lab.number);
        return grade_lab(own.lab.is_hidden ? own.lab : lab, nonces, there);
    };
    mixed.take_from_student(own.lab);
    const LabResult alone = grade();
    own.was_isolated = true;
    own.isolated_build_error = alone.build_error;
    for (const TestResult& test : alone.tests) {
        for (TestResult& mine : own.tests) {
            if (mine.test.name == test.test.name) {
                mine.isolated = test.status;
                mine.isolated_figure = test.figure;
            }
        }
    }
    for (const Lab& earlier : labs) {
        std::vector<TestResult*> unexplained = only_here(own);
        std::erase_if(unexplained, [](const TestResult* test) {
            return test->blamed_lab.has_value();
        });
        if (earlier.number >= own.lab.number || unexplained.empty()) {
            return;
        }
        if (!mixed.differs(earlier)) {
            continue;
        }
        mixed.take_from_student(earlier);
        const LabResult together = grade();
        mixed.take_from_reference(earlier);
        for (TestResult* const mine : unexplained) {
            for (const TestResult& test : together.tests) {
                if (test.test.name == mine->test.name &&
                    test.status != Status::passed) {
                    mine->blamed_lab = earlier.number;
                }
            }
        }
    }
}

}  // namespace kumquat::grading
