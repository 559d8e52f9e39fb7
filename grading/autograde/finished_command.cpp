// finished_command.cpp -- see finished_command.hpp.
#include "grading/autograde/finished_command.hpp"

#include "grading/autograde/digest.hpp"
#include "grading/autograde/submissions.hpp"
#include "tools/machine/process.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

namespace kumquat::autograde {

FinishedCommand run_to_end(const std::vector<std::string>& command,
                           std::chrono::minutes patience) {
    const machine::TemporaryDirectory scratch;
    const std::filesystem::path output = scratch.path() / "output";
    machine::Process process{command, {.directory = {}, .kept = {}, .output = output}};
    if (!process.wait(patience)) {
        throw CannotRun(fmt::format("{} did not end in {} minutes:\n{}",
                                    command.front(), patience.count(),
                                    content_of(output)));
    }
    const int status = process.status();
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            content_of(output)};
}

std::string must_run(const std::vector<std::string>& command) {
    constexpr std::chrono::minutes patience{20};
    const FinishedCommand end = run_to_end(command, patience);
    if (end.exit_code != 0) {
        throw CannotRun(fmt::format("{} failed:\n{}", command.front(), end.output));
    }
    return end.output;
}

}  // namespace kumquat::autograde
