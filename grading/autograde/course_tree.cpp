// course_tree.cpp -- call the generator of starters, and build what it wrote.
#include "grading/autograde/course_tree.hpp"

#include "grading/autograde/digest.hpp"
#include "grading/autograde/finished_command.hpp"
#include "grading/autograde/submissions.hpp"
#include "grading/diagnosis.hpp"
#include "grading/kernel_build.hpp"

#include <fmt/format.h>
#include <fstream>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;

/// Of what is built and judged; handouts and the like may change while a run goes on.
std::string digest_of_sources(const fs::path& tree) {
    std::string text;
    for (const char* folder : {"kernel", "labs", "user"}) {
        text += digest_of(tree / folder);
    }
    return digest_of_text(text);
}

/// A file that says of which starter the folder is a complete build.
fs::path stamp_of(const fs::path& target) { return target / "build/digest"; }

}  // namespace

std::set<std::string> owned_files(const grading::Lab& lab) {
    std::set<std::string> files;
    for (const grading::HoleEntry& hole : lab.holes) {
        files.insert(hole.file);
    }
    return files;
}

std::string
write_starter(const fs::path& course, unsigned number, const fs::path& starter) {
    grading::lab_of(grading::read_labs(course), number);
    must_run({"python3", "-B", course / "tools/start/start.py", "--tree", course,
              "--lab", std::to_string(number), "--dir", starter});
    return digest_of_sources(starter);
}

void install_course_tree(const fs::path& starter,
                         unsigned number,
                         const std::string& digest,
                         const fs::path& target) {
    if (content_of(stamp_of(target)) == digest && digest_of_sources(target) == digest) {
        return;
    }
    fs::remove_all(target);
    fs::create_directories(target.parent_path());
    must_run({"cp", "-a", starter, target});
    const std::vector<grading::Lab> labs = grading::read_labs(target);
    const auto built = grading::build_kernel(target, grading::lab_of(labs, number));
    if (const auto* failed = std::get_if<grading::BuildFailed>(&built)) {
        throw CannotRun(fmt::format("The starter of lab {} does not build:\n{}", number,
                                    failed->message));
    }
    std::ofstream{stamp_of(target)} << digest;
}

}  // namespace kumquat::autograde
