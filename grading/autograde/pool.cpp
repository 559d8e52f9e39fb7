// pool.cpp -- one process for each task, which is this program again.
#include "grading/autograde/pool.hpp"

#include "grading/autograde/digest.hpp"
#include "grading/autograde/progress.hpp"
#include "grading/autograde/submission_result.hpp"
#include "tools/machine/process.hpp"

#include <csignal>
#include <deque>
#include <fmt/format.h>
#include <memory>
#include <sys/wait.h>
#include <thread>

namespace kumquat::autograde {

std::atomic<bool> stop_was_asked_for{false};

namespace {

namespace fs = std::filesystem;

constexpr unsigned most_tries = 3;
/// Whoever takes longer is not slow but stuck: a lab has some fifty boots of a fraction of a second.
constexpr std::chrono::minutes patience{60};
constexpr std::chrono::milliseconds look_interval{5};

struct Task {
    const Submission* submission = nullptr;
    unsigned tries = 0;
};

struct Slot {
    Task task;
    std::unique_ptr<machine::Process> process;
    std::chrono::steady_clock::time_point begin;
};

std::string how_it_ended(int status) {
    return WIFSIGNALED(status)
               ? fmt::format("The grader was ended by signal {}.", WTERMSIG(status))
               : fmt::format("The grader ended with status {} and left no result.",
                             WEXITSTATUS(status));
}

class Pool {
public:
    Pool(const RunFile& run, const PoolOptions& options, size_t total)
        : run_{run}, options_{options}, progress_{total}, slots_(options.jobs) {}

    void add(const Submission& submission) {
        if (const auto old = valid_result(submission)) {
            progress_.skip(*old);
        } else {
            waiting_.push_back({&submission, 0});
        }
    }

    bool run() {
        while (!stop_was_asked_for &&
               !(waiting_.empty() && again_.empty() && is_idle())) {
            for (unsigned i = 0; i < slots_.size(); ++i) {
                look_at(i);
            }
            progress_.show();
            std::this_thread::sleep_for(look_interval);
        }
        return !stop_was_asked_for;
    }

private:
    bool is_idle() const {
        for (const Slot& slot : slots_) {
            if (slot.process) {
                return false;
            }
        }
        return true;
    }

    fs::path result_of(const Submission& submission) const {
        return result_file(options_.out, submission.lab, submission.student);
    }

    std::optional<SubmissionResult> valid_result(const Submission& submission) const {
        const auto result = read_result(result_of(submission));
        const bool is_valid =
            result && result->status != SubmissionStatus::infrastructure_error &&
            result->student == submission.student && result->lab == submission.lab &&
            result->course == run_.courses.at(submission.lab) &&
            result->submission == digest_of(submission.path);
        return is_valid ? result : std::nullopt;
    }

    void look_at(unsigned number) {
        Slot& slot = slots_[number];
        if (slot.process) {
            const bool is_stuck =
                std::chrono::steady_clock::now() - slot.begin > patience;
            if (is_stuck) {
                slot.process->kill();
            }
            if (is_stuck || slot.process->has_ended()) {
                finish(slot);
            }
        }
        if (slot.process || stop_was_asked_for) {
            return;
        }
        if (!waiting_.empty()) {
            start(number, waiting_.front());
            waiting_.pop_front();
        } else if (!again_.empty() && is_idle()) {  // alone
            start(number, again_.front());
            again_.pop_front();
        }
    }

    void start(unsigned number, Task task) {
        const Submission& submission = *task.submission;
        const fs::path log = options_.out / "logs" /
                             fmt::format("lab{:02}", submission.lab) /
                             (submission.student + ".log");
        fs::create_directories(log.parent_path());
        fs::remove(result_of(submission));
        ++task.tries;
        slots_[number].task = task;
        slots_[number].begin = std::chrono::steady_clock::now();
        slots_[number].process = std::make_unique<machine::Process>(
            std::vector<std::string>{"/proc/self/exe", "--task", submission.path,
                                     "--student", submission.student, "--lab",
                                     std::to_string(submission.lab), "--out",
                                     options_.out, "--user", std::to_string(number),
                                     "--tier", name_of(options_.tier)},
            machine::Process::Options{.directory = {}, .kept = {}, .output = log});
    }

    void finish(Slot& slot) {
        const Submission& submission = *slot.task.submission;
        const int status = slot.process->status();
        slot.process.reset();
        auto result = read_result(result_of(submission));
        if (!result) {
            result.emplace();
            result->student = submission.student;
            result->lab = submission.lab;
            result->tier = name_of(options_.tier);
            result->reason = how_it_ended(status);
            write_result(*result, result_of(submission));
        }
        if (result->status == SubmissionStatus::infrastructure_error &&
            slot.task.tries < most_tries) {
            again_.push_back(slot.task);
        } else {
            progress_.finish(*result);
        }
    }

    const RunFile& run_;
    const PoolOptions& options_;
    Progress progress_;
    std::deque<Task> waiting_, again_;
    std::vector<Slot> slots_;
};

}  // namespace

bool run_tasks(const std::vector<Submission>& submissions,
               const RunFile& run,
               const PoolOptions& options) {
    Pool pool{run, options, submissions.size()};
    for (const Submission& submission : submissions) {
        pool.add(submission);
    }
    return pool.run();
}

}  // namespace kumquat::autograde
