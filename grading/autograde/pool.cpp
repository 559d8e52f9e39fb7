// pool.cpp -- which tasks are left, and what came of each.
#include "grading/autograde/pool.hpp"

#include "grading/autograde/digest.hpp"
#include "grading/autograde/progress.hpp"
#include "grading/autograde/sandbox.hpp"
#include "grading/autograde/stop.hpp"
#include "grading/autograde/submission_result.hpp"
#include "grading/autograde/task_list.hpp"

#include <map>
#include <thread>

namespace kumquat::autograde {

std::atomic<bool> stop_was_asked_for{false};

namespace {

namespace fs = std::filesystem;

constexpr unsigned most_tries = 3;
constexpr std::chrono::milliseconds look_interval{5};

struct Task {
    const Submission* submission = nullptr;
    unsigned tries = 1;
};

class Pool {
public:
    Pool(const RunFile& run, const fs::path& out, Engine& engine, size_t total)
        : run_{run}, out_{out}, engine_{engine}, progress_{total} {}

    void add(const Submission& submission) {
        list_task(submission, out_);
        const auto old = read_result(result_of(submission));
        if (old && is_mark_for(submission, *old)) {
            progress_.skip(*old);
            return;
        }
        fs::remove(result_of(submission));
        const std::string name = task_name(submission);
        tasks_[name] = {&submission};
        engine_.add(name, false);
    }

    bool run() {
        while (!stop_was_asked_for && !tasks_.empty()) {
            for (const EndedTask& ended : engine_.look()) {
                finish(ended);
            }
            progress_.show(engine_.state());
            std::this_thread::sleep_for(look_interval);
        }
        return !stop_was_asked_for;
    }

    std::string reached() const { return progress_.reached(engine_.is_here()); }

private:
    fs::path result_of(const Submission& submission) const {
        return result_file(out_, submission.lab, submission.student);
    }

    bool is_mark_for(const Submission& submission,
                     const SubmissionResult& result) const {
        return result.status != SubmissionStatus::infrastructure_error &&
               result.student == submission.student && result.lab == submission.lab &&
               result.course == run_.courses.at(submission.lab) &&
               result.submission == digest_of(submission.path);
    }

    void finish(const EndedTask& ended) {
        Task& task = tasks_.at(ended.name);
        const Submission& submission = *task.submission;
        auto result = read_result(result_of(submission));
        if (!result) {
            result.emplace();
            result->student = submission.student;
            result->lab = submission.lab;
            result->tier = name_of(Tier::none);
            result->reason = ended.how;
            write_result(*result, result_of(submission));
        }
        if (!is_mark_for(submission, *result) && task.tries < most_tries) {
            ++task.tries;
            engine_.add(ended.name, true);
        } else {
            progress_.finish(*result);
            tasks_.erase(ended.name);
        }
    }

    const RunFile& run_;
    const fs::path& out_;
    Engine& engine_;
    Progress progress_;
    std::map<std::string, Task> tasks_;  // those that have not ended
};

}  // namespace

std::optional<std::string> run_tasks(const std::vector<Submission>& submissions,
                                     const RunFile& run,
                                     const fs::path& out,
                                     Engine& engine) {
    Pool pool{run, out, engine, submissions.size()};
    for (const Submission& submission : submissions) {
        pool.add(submission);
    }
    return pool.run() ? std::optional{pool.reached()} : std::nullopt;
}

}  // namespace kumquat::autograde
