// kernel_build.cpp -- call make, and cut its output down to the first errors.
#include "grading/kernel_build.hpp"

#include "kernel/memory_layout.hpp"
#include "tools/shell_word.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <sstream>
#include <thread>
#include <vector>

namespace kumquat::grading {

namespace {

constexpr unsigned lines_shown = 12;

struct Result {
    int status = -1;
    std::string output;
};

Result run_command(const std::string& command) {
    std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
    if (!pipe) {
        throw CannotGrade(
            "No further process can be started, so nothing can be built.");
    }
    Result result;
    std::array<char, 4096> buffer;
    for (size_t got; (got = fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;) {
        result.output.append(buffer.data(), got);
    }
    result.status = pclose(pipe.release());
    return result;
}

}  // namespace

std::string first_errors(const std::string& output) {
    size_t begin = output.size();
    for (const char* sign :
         {"error", "Error", "undefined reference", "multiple definition"}) {
        begin = std::min(begin, output.find(sign));
    }
    std::vector<std::string> lines;
    std::istringstream in{output};
    size_t first = 0, at = 0;
    for (std::string line; std::getline(in, line); lines.push_back(line)) {
        first = at <= begin ? lines.size() : first;
        at += line.size() + 1;
    }
    if (begin == output.size()) {  // no line says so: the last ones come nearest
        first = lines.size() - std::min<size_t>(lines.size(), lines_shown);
    }
    std::string shown;
    for (size_t i = first; i < std::min(lines.size(), first + lines_shown); ++i) {
        shown += lines[i] + "\n";
    }
    return shown;
}

namespace {

/// The guest tests of a lab and what they all share, as words for make.
std::string guest_tests(const std::filesystem::path& tree, const Lab& lab) {
    std::vector<std::string> files;
    if (!lab.program.empty()) {
        return lab.kernel_part;
    }
    for (const std::filesystem::path& folder : {tree / "labs/common", lab.folder}) {
        for (const auto& entry : std::filesystem::directory_iterator{folder}) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with("guest_") && name.ends_with(".cpp")) {
                // The lab may have been read from another copy of the tree.
                files.push_back(lab.is_hidden
                                    ? std::filesystem::absolute(entry.path()).string()
                                    : ("labs" / folder.filename() / name).string());
            }
        }
    }
    std::sort(files.begin(), files.end());  // so that equal trees make equal kernels
    return fmt::format("{}", fmt::join(files, " "));
}

/// The guest tests lie together in the image; what they call their own does, too.
machine::Border border_of(const machine::Symbols& symbols, const Lab& lab) {
    const auto address = [&](const std::string& name) {
        const auto found = symbols.find(name);
        if (!found) {
            throw CannotGrade(fmt::format(
                "The kernel has no symbol {}, where its tests could be entered.",
                name));
        }
        return *found;
    };
    const auto physical = [&](const char* name) {
        return address(name) - KERNEL_OFFSET;
    };
    machine::Border border;
    border.code = {{{address("guest_begin"), address("guest_end")}, symbols.file()}};
    border.memory = {{physical("guest_own_begin"), physical("guest_own_end")}};
    border.doors = {address("kumquat::run_guest_test")};
    for (const std::string& door : lab.doors) {
        border.doors.push_back(address(door));
    }
    return border;
}

/// Programs are trusted: they are those of this grader, not of the tree that it grades.
TestProgram program_of(const Lab& lab) {
    const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const std::filesystem::path programs = here.parent_path() / "user";
    return {programs / lab.program,
            programs / "lab-root",
            {},
            machine::Symbols{programs / (lab.program + ".elf")},
            machine::Symbols{programs / "lab-root.elf"},
            lab.doors,
            lab.stacks_anywhere};
}

}  // namespace

std::filesystem::path built_folder(const Lab& lab) {
    return "build/grade/" + lab_folder_name(lab.number) + lab.variant;
}

std::optional<Lab> measured_variant(const Lab& lab) {
    if (lab.measured_switches.empty()) {
        return std::nullopt;
    }
    Lab measured = lab;
    measured.variant = "-measured";
    measured.switches.insert(measured.switches.end(), lab.measured_switches.begin(),
                             lab.measured_switches.end());
    measured.measured_switches.clear();
    return measured;
}

std::variant<GradedKernel, BuildFailed>
with_measured(std::variant<GradedKernel, BuildFailed> told,
              std::variant<GradedKernel, BuildFailed> measured) {
    if (std::holds_alternative<BuildFailed>(measured)) {
        return measured;
    }
    std::get<GradedKernel>(told).measured = std::make_shared<const GradedKernel>(
        std::get<GradedKernel>(std::move(measured)));
    return told;
}

std::vector<std::filesystem::path> built_files(const Lab& lab) {
    std::vector<std::filesystem::path> files{"kumquat.elf"};
    for (const std::string& server : lab.servers) {
        files.push_back(std::filesystem::path{"user"} / server);
    }
    return files;
}

std::vector<std::string>
make_words(const std::filesystem::path& tree, const Lab& lab, unsigned jobs) {
    const std::string folder = built_folder(lab);
    std::vector<std::string> words{"make",
                                   "--no-print-directory",
                                   "-s",
                                   fmt::format("-j{}", jobs),
                                   "kernel",
                                   "KERNEL_BUILD=" + folder,
                                   "GUEST_TESTS=" + guest_tests(tree, lab),
                                   "USER=" + folder + "/user"};
    words.insert(words.end(), lab.switches.begin(), lab.switches.end());
    for (const std::string& server : lab.servers) {
        words.push_back(fmt::format("{}/user/{}", folder, server));
    }
    return words;
}

GradedKernel built_kernel(const std::filesystem::path& tree,
                          const std::filesystem::path& folder,
                          const Lab& lab,
                          const std::vector<std::string>& wrapper) {
    const std::filesystem::path file = folder / "kumquat.elf";
    GradedKernel kernel{tree, file, machine::Symbols{file, wrapper}, {}, {}, {},
                        {},   {}};
    if (lab.program.empty()) {
        kernel.border = border_of(kernel.symbols, lab);
    } else {
        kernel.program = program_of(lab);
        for (const std::string& server : lab.servers) {
            kernel.program->servers.push_back(folder / "user" / server);
        }
        kernel.border = border_of(*kernel.program);
        if (has_actors(kernel.symbols)) {
            kernel.border.memory.push_back(actor_memory(kernel.symbols));
        }
    }
    return kernel;
}

std::variant<GradedKernel, BuildFailed> build_kernel(const std::filesystem::path& tree,
                                                     const Lab& lab) {
    // The jobs of a make above do not reach here through popen. And a warning in a student's
    // code is no reason not to grade it, wherever that happens.
    std::string command = "env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u CI -u HIDDEN";
    const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
    for (const std::string& word : make_words(tree, lab, processors)) {
        command += " " + shell_word(word);
    }
    const Result result =
        run_command(fmt::format("{} -C {} 2>&1", command, shell_word(tree.string())));
    const std::filesystem::path folder = tree / built_folder(lab);
    if (result.status != 0 || !std::filesystem::exists(folder / "kumquat.elf")) {
        return BuildFailed{first_errors(result.output)};
    }
    GradedKernel told = built_kernel(tree, folder, lab);
    const auto measured = measured_variant(lab);
    return measured ? with_measured(std::move(told), build_kernel(tree, *measured))
                    : std::move(told);
}

}  // namespace kumquat::grading
