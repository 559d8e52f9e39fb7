// task_command.cpp -- see task_command.hpp.
#include "grading/autograde/task_command.hpp"

#include "grading/autograde/sandbox_user.hpp"
#include "grading/autograde/task.hpp"
#include "grading/autograde/task_list.hpp"

#include <chrono>
#include <climits>
#include <csignal>
#include <fmt/format.h>
#include <fstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;

fs::path own_program() { return fs::read_symlink("/proc/self/exe"); }

std::string host_name() {
    char name[HOST_NAME_MAX + 1] = "";
    gethostname(name, sizeof name - 1);
    return name;
}

/// This may be another machine than the one that the run was begun on, so its sandbox is chosen here.
SubmissionResult
result_of(const Submission& submission, const fs::path& out, const TierWish& wish) try {
    const Tier tier = choose_tier(
        wish, {out, own_program().parent_path(), submission.path.parent_path()});
    const SandboxUser user;
    return grade_submission(submission, out, open_run(out), {tier, user.number()});
} catch (const std::exception& error) {
    SubmissionResult result;
    result.student = submission.student;
    result.lab = submission.lab;
    result.tier = name_of(Tier::none);
    result.reason = fmt::format("On {}: {}", host_name(), error.what());
    return result;
}

void kill_children() {
    std::ifstream children{"/proc/thread-self/children"};
    for (pid_t child = 0; children >> child;) {
        kill(child, SIGKILL);
    }
}

/// A sandbox that is killed leaves its processes to us: wait for them, and their time counts. Who does
/// not end is killed, and who cannot be killed is left.
void wait_for_orphans() {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds farewell{5}, patience{10};
    const auto begin = Clock::now();
    while (waitpid(-1, nullptr, WNOHANG) >= 0 && Clock::now() - begin < patience) {
        if (Clock::now() - begin > farewell) {
            kill_children();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
}

}  // namespace

std::vector<std::string>
task_words(const std::string& task, const fs::path& out, const TierWish& wish) {
    std::vector<std::string> words{own_program(), "--task", task, "--out", out};
    if (!wish.tier.empty()) {
        words.insert(words.end(), {"--tier", wish.tier});
    }
    if (wish.or_no_sandbox) {
        words.push_back("--unsafe-no-sandbox");
    }
    return words;
}

void run_task(const std::string& task, const fs::path& out, const TierWish& wish) {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    const SubmissionResult result = result_of(submission_of_task(task, out), out, wish);
    write_result(result, result_file(out, result.lab, result.student));
    wait_for_orphans();
}

}  // namespace kumquat::autograde
