// git_bundle.cpp -- clone, choose a commit, write its tree.
#include "grading/autograde/git_bundle.hpp"

#include "grading/diagnosis.hpp"
#include "grading/text.hpp"
#include "tools/machine/files.hpp"
#include "tools/machine/process.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <fmt/format.h>
#include <fstream>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::minutes patience{10};

constexpr const char* write_tree = R"sh(
git clone --quiet --bare submission.bundle tree.git && cd tree.git || exit 1
if ! git rev-parse --quiet --verify 'HEAD^{commit}' > /dev/null; then
    if [ "$(git for-each-ref refs/heads | wc -l)" != 1 ]; then
        echo 'It has no HEAD, and not one branch.'
        exit 1
    fi
    git symbolic-ref HEAD "$(git for-each-ref '--format=%(refname)' refs/heads)" || exit 1
fi
git archive --format=tar --output=../tree.tar HEAD
)sh";

std::string first_line_of(const std::string& text) {
    constexpr size_t columns = 200;
    return grading::printable(text.substr(0, std::min(text.find('\n'), columns)));
}

}  // namespace

bool is_git_bundle(const fs::path& file) {
    std::string begin(16, '\0');
    return fs::is_regular_file(fs::symlink_status(file)) &&
           std::ifstream{file, std::ios::binary}.read(begin.data(), 16) &&
           (begin == "# v2 git bundle\n" || begin == "# v3 git bundle\n");
}

Admitted admit_git_bundle(const fs::path& bundle,
                          const std::set<std::string>& wanted,
                          const Sandbox& sandbox) {
    if (fs::file_size(bundle) > largest_archive_bytes) {
        throw Rejection("The git bundle has more than 64 MB. Leave out what was built, "
                        "also from its history.");
    }
    const machine::TemporaryDirectory folder;
    fs::permissions(folder.path(), fs::perms{0711});
    const fs::path inside = folder.path() / "inside", output = folder.path() / "output";
    fs::create_directory(inside);
    fs::copy_file(bundle, inside / "submission.bundle");
    sandbox.give(inside);
    std::vector<std::string> words = sandbox.wrapper({}, {}, inside);
    words.insert(words.end(),
                 {"env", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
                  "GIT_TERMINAL_PROMPT=0", "sh", "-c", write_tree});
    machine::Process git{words, {.directory = inside, .kept = {}, .output = output}};
    if (!git.wait(patience)) {  // it has 20 s of the processor: not the student's fault
        throw grading::CannotGrade(
            "The host was too slow: git did not end in 10 minutes.");
    }
    sandbox.clear();
    if (git.status() != 0) {
        throw Rejection(fmt::format(
            "The git bundle cannot be read: {} Make it with `git bundle create "
            "NAME.bundle HEAD`, which takes the whole history along.",
            first_line_of(machine::content_of(output))));
    }
    return admit(inside / "tree.tar", wanted);
}

}  // namespace kumquat::autograde
