// slurm_queue.cpp -- see slurm_queue.hpp.
#include "grading/autograde/slurm_queue.hpp"

#include "grading/autograde/finished_command.hpp"
#include "grading/autograde/submissions.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <regex>
#include <sstream>

namespace kumquat::autograde {

namespace {

/// A busy cluster may take its time.
constexpr std::chrono::minutes patience{2};
constexpr int no_such_program = 127;

FinishedCommand must_answer(const std::vector<std::string>& command) {
    FinishedCommand end = run_to_end(command, patience);
    if (end.exit_code == no_such_program) {
        throw CannotRun(fmt::format(
            "There is no {} here. ENGINE=slurm starts on a machine from which jobs are "
            "submitted to a cluster (package slurm-client, and the cluster's "
            "slurm.conf "
            "and munge). Without a cluster, leave ENGINE= out.",
            command.front()));
    }
    if (end.exit_code != 0) {
        throw CannotRun(fmt::format("{} failed: {}", command.front(), end.output));
    }
    return end;
}

}  // namespace

bool SlurmTask::is_alive() const {
    constexpr const char* ended[] = {"BF", "CA", "CD",  "CG", "DL",
                                     "F",  "NF", "OOM", "PR", "TO"};
    return !state.empty() && std::ranges::find(ended, state) == std::end(ended);
}

size_t largest_slurm_array() {
    const std::string config = must_answer({"scontrol", "show", "config"}).output;
    std::smatch found;
    // Numbers of tasks are below it, and ours begin with 1.
    if (!std::regex_search(config, found, std::regex{R"(MaxArraySize\s*=\s*(\d+))"}) ||
        std::stoul(found[1]) < 2) {
        throw CannotRun("This cluster takes no job arrays (MaxArraySize). Use "
                        "ENGINE=command with srun instead.");
    }
    return std::stoul(found[1]) - 1;
}

void submit(const SlurmArray& array) {
    std::vector<std::string> words{"sbatch",
                                   "--requeue",
                                   "--array=1-" + std::to_string(array.tasks),
                                   "--job-name=" + array.name,
                                   "--output=" + array.output.string(),
                                   "--open-mode=append"};
    if (array.exclusive) {
        words.push_back("--exclusive");
    }
    if (!array.avoided.empty()) {
        words.push_back(fmt::format("--exclude={}", fmt::join(array.avoided, ",")));
    }
    words.push_back("--wrap=" + array.script);
    must_answer(words);
}

std::optional<std::vector<SlurmTask>> look_at(const std::set<std::string>& arrays) {
    const auto end = run_to_end({"squeue", "--noheader", "--array", "--states=all",
                                 fmt::format("--name={}", fmt::join(arrays, ",")),
                                 "--format=%j|%K|%t|%N|%r"},
                                patience);
    if (end.exit_code != 0) {
        return std::nullopt;
    }
    static const std::regex row{R"(([^|]*)\|(\d+)\|([^|]*)\|([^|]*)\|(.*))"};
    std::vector<SlurmTask> tasks;
    std::istringstream lines{end.output};
    for (std::string line; std::getline(lines, line);) {
        if (std::smatch part; std::regex_match(line, part, row)) {
            tasks.push_back({part[1], std::stoul(part[2]), part[3], part[4], part[5]});
        }
    }
    return tasks;
}

void cancel(const std::set<std::string>& arrays) {
    for (const std::string& array : arrays) {
        run_to_end({"scancel", "--name=" + array}, patience);
    }
}

}  // namespace kumquat::autograde
