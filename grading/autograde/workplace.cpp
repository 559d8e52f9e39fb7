// workplace.cpp -- copy, put the student's files in, build, take the kernel out.
#include "grading/autograde/workplace.hpp"

#include "grading/autograde/boot_header.hpp"
#include "grading/autograde/digest.hpp"
#include "grading/diagnosis.hpp"
#include "tools/machine/process.hpp"
#include "tools/machine/qemu_session.hpp"

#include <csignal>
#include <fmt/format.h>
#include <fstream>
#include <sys/wait.h>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;
using grading::CannotGrade;

constexpr std::chrono::minutes patience{10};
constexpr uint64_t largest_kernel_bytes = 64 << 20;

/// Keep the times of files: make must not think that everything is new.
void copy_tree(const fs::path& from, const fs::path& to) {
    machine::Process copy{{"cp", "-a", from, to}, {}};
    if (!copy.wait(patience) || copy.status() != 0) {
        throw CannotGrade(fmt::format("{} could not be copied. Is there room in {}?",
                                      from.string(), to.parent_path().string()));
    }
}

/// Our own limits end a program with a word, not with SIGKILL (sandbox.cpp).
bool was_killed(int status, const std::string& output) {
    constexpr int shell_code = 128 + SIGKILL;  // how bwrap tells it
    return WIFSIGNALED(status) || WEXITSTATUS(status) == shell_code ||
           output.find("Killed signal terminated program") != std::string::npos;
}

/// What was built in the sandbox, as a file that nobody inside can change any more.
void take_out(const fs::path& from, const fs::path& to) {
    if (!fs::is_regular_file(fs::symlink_status(from)) ||
        fs::file_size(from) > largest_kernel_bytes) {
        throw CannotGrade(fmt::format(
            "The build ended without an error, but {} is no file that can be booted.",
            from.filename().string()));
    }
    fs::create_directories(to.parent_path());
    fs::copy_file(from, to);
    fs::permissions(to, fs::perms{0644});
}

}  // namespace

Workplace::Workplace(const fs::path& course,
                     const Admitted& admitted,
                     const Sandbox& sandbox)
    : course_{course}, sandbox_{sandbox}, tree_{folder_.path() / "tree"} {
    fs::permissions(folder_.path(), fs::perms{0711});
    copy_tree(course, tree_);
    // The wrapper enters it with few rights; an instructor's own tree may be closed to others.
    fs::permissions(tree_, fs::perms{0755});
    for (const auto& [name, content] : admitted.files) {
        // A file that is as it was is not compiled again.
        if (content_of(tree_ / name) != content) {
            fs::remove(tree_ / name);
            std::ofstream{tree_ / name, std::ios::binary} << content;
        }
    }
    sandbox.give(tree_);
}

std::variant<grading::GradedKernel, grading::BuildFailed>
Workplace::build(grading::Lab lab, const fs::path& log) {
    if (lab.is_hidden && lab.program.empty()) {
        const fs::path inside = tree_ / "labs" / lab.folder.filename() / "hidden";
        fs::copy(lab.folder, inside, fs::copy_options::recursive);
        sandbox_.give(inside);
        lab.folder = inside;
    }
    std::vector<std::string> words = sandbox_.wrapper({}, {}, tree_);
    const auto make = grading::make_words(tree_, lab, 1);
    words.insert(words.end(), make.begin(), make.end());
    words.push_back("SETUP=no");
    machine::Process process{words, {.directory = tree_, .kept = {}, .output = log}};
    if (!process.wait(patience)) {
        throw CannotGrade(
            "The host was too slow: the build did not end in 10 minutes.");
    }
    sandbox_.clear();
    const std::string output = content_of(log);
    if (was_killed(process.status(), output)) {
        throw CannotGrade(
            "Somebody killed the build: this machine has too little memory, "
            "or a person did.");
    }
    if (process.status() != 0) {
        return grading::BuildFailed{grading::first_errors(output)};
    }
    const fs::path built =
        folder_.path() / ("built" + lab.variant + (lab.is_hidden ? "-hidden" : ""));
    for (const fs::path& file : grading::built_files(lab)) {
        take_out(tree_ / grading::built_folder(lab) / file, built / file);
    }
    if (!has_own_boot_header(built / "kumquat.elf")) {
        return grading::BuildFailed{
            "The kernel was built, but no boot loader would start it: its first "
            "multiboot header is not the one of kernel/boot/."};
    }
    const fs::path plugin = folder_.path() / "kumquat-plugin.so";
    fs::copy_file(machine::built_plugin(), plugin, fs::copy_options::skip_existing);
    fs::current_path(tree_);  // names of source files are told relative to it
    grading::GradedKernel kernel = grading::built_kernel(
        course_, built, lab, sandbox_.wrapper({}, {built / "kumquat.elf"}));
    kernel.plugin = plugin;
    kernel.walls = sandbox_.around_emulator(plugin);
    const auto measured = grading::measured_variant(lab);
    return measured ? grading::with_measured(std::move(kernel), build(*measured, log))
                    : std::move(kernel);
}

}  // namespace kumquat::autograde
