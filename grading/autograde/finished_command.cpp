// finished_command.cpp -- see finished_command.hpp.
#include "grading/autograde/finished_command.hpp"

#include "grading/autograde/digest.hpp"
#include "grading/autograde/stop.hpp"
#include "grading/autograde/submissions.hpp"
#include "tools/machine/process.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

namespace kumquat::autograde {

namespace {

/// \param may_stop  give up as soon as somebody asks the program to end
FinishedCommand run_command(const std::vector<std::string>& command,
                            std::chrono::minutes patience,
                            bool may_stop) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds look_interval{50};
    const machine::TemporaryDirectory scratch;
    const std::filesystem::path output = scratch.path() / "output";
    machine::Process process{command, {.directory = {}, .kept = {}, .output = output}};
    const auto deadline = Clock::now() + patience;
    while (!process.wait(look_interval)) {
        if (may_stop && stop_was_asked_for) {
            throw CannotRun(fmt::format("{} was interrupted.", command.front()));
        }
        if (Clock::now() < deadline) {
            continue;
        }
        throw CannotRun(fmt::format("{} did not end in {} minutes:\n{}",
                                    command.front(), patience.count(),
                                    content_of(output)));
    }
    const int status = process.status();
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            content_of(output)};
}

}  // namespace

FinishedCommand run_to_end(const std::vector<std::string>& command,
                           std::chrono::minutes patience) {
    return run_command(command, patience, false);
}

std::string must_run(const std::vector<std::string>& command) {
    constexpr std::chrono::minutes patience{20};
    const FinishedCommand end = run_command(command, patience, true);
    if (end.exit_code != 0) {
        throw CannotRun(fmt::format("{} failed:\n{}", command.front(), end.output));
    }
    return end.output;
}

}  // namespace kumquat::autograde
