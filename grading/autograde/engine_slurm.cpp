// engine_slurm.cpp -- see engine_slurm.hpp.
#include "grading/autograde/engine_slurm.hpp"

#include "grading/autograde/digest.hpp"
#include "grading/autograde/submission_result.hpp"
#include "grading/autograde/submissions.hpp"
#include "grading/autograde/task_command.hpp"
#include "grading/autograde/task_list.hpp"
#include "grading/nonce.hpp"
#include "tools/shell_word.hpp"

#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;

/// Asking more often would be a burden for everybody on the cluster.
constexpr std::chrono::seconds queue_interval{5};
/// A result that another machine has written is seen here at most that much later, and a task whose
/// machine was lost is in the queue again. (Source: nfs(5), acdirmax.)
constexpr std::chrono::seconds delay_of_files{60};

std::vector<std::string> lines_of(const fs::path& file) {
    std::vector<std::string> lines;
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// What each task of an array does.
std::string script_of(const fs::path& list, const fs::path& out, const TierWish& wish) {
    const std::string task = "\"$task\"";
    // The folder for temporary files is that of the machine that submits.
    std::string script = fmt::format(
        "unset TMPDIR\ntask=$(sed -n \"${{SLURM_ARRAY_TASK_ID}}p\" {})\nexec",
        shell_word(list));
    for (const std::string& word : task_words(task, out, wish)) {
        script += " " + (word == task ? task : shell_word(word));
    }
    return script + fmt::format(" > {}/{}.log 2>&1\n", shell_word(out / "logs"), task);
}

}  // namespace

SlurmEngine::SlurmEngine(fs::path out, TierWish wish)
    : out_{std::move(out)}, wish_{std::move(wish)}, largest_array_{
                                                        largest_slurm_array()} {
    fs::create_directories(out_ / "arrays");
    find_earlier();
}

/// Tasks that still run are of no use when nobody waits for them: the person pressed Ctrl-C.
SlurmEngine::~SlurmEngine() {
    if (!running_.empty()) {
        cancel(arrays());
    }
    for (const auto& [array, tasks] : tasks_of_) {
        fs::remove(list_of(array));
    }
}

fs::path SlurmEngine::list_of(const std::string& array) const {
    return out_ / "arrays" / array;
}

std::set<std::string> SlurmEngine::arrays() const {
    std::set<std::string> names;
    for (const auto& [name, tasks] : tasks_of_) {
        names.insert(name);
    }
    return names;
}

void SlurmEngine::find_earlier() {
    for (const auto& entry : fs::directory_iterator{out_ / "arrays"}) {
        if (entry.path().extension().empty()) {
            tasks_of_[entry.path().filename()] = lines_of(entry.path());
        }
    }
    if (tasks_of_.empty()) {
        return;
    }
    const auto tasks = look_at(arrays());
    if (!tasks) {
        throw CannotRun("Slurm does not say what has become of the tasks of an earlier "
                        "start. Try again when squeue works.");
    }
    for (const SlurmTask& task : *tasks) {
        if (task.is_alive()) {
            earlier_[tasks_of_.at(task.array).at(task.number - 1)] = task;
        }
    }
}

void SlurmEngine::add(const std::string& task, bool alone) {
    if (const auto earlier = earlier_.extract(task)) {
        running_[task] = {earlier.mapped(), {}};
    } else {
        (alone ? waiting_alone_ : waiting_).push_back(task);
    }
}

void SlurmEngine::begin_waiting(std::vector<std::string>& tasks, bool alone) {
    for (size_t begin = 0; begin < tasks.size(); begin += largest_array_) {
        const size_t end = std::min(tasks.size(), begin + largest_array_);
        begin_array({tasks.begin() + static_cast<long>(begin),
                     tasks.begin() + static_cast<long>(end)},
                    alone);
    }
    tasks.clear();
}

void SlurmEngine::begin_array(const std::vector<std::string>& tasks, bool alone) {
    SlurmArray array;
    array.name = "kumquat-" + digest_of_text(grading::fresh_secret()).substr(0, 12);
    array.tasks = tasks.size();
    array.script = script_of(list_of(array.name), out_, wish_);
    array.output = list_of(array.name).string() + ".slurm";
    array.exclusive = alone;
    std::ofstream list{list_of(array.name)};
    for (const std::string& task : tasks) {
        log_of_task(task, out_);
        list << task << "\n";
        if (alone) {
            array.avoided.insert(nodes_[task]);
        }
    }
    list.close();
    if (!list) {
        throw CannotRun(fmt::format("{} cannot be written. Is the disk full?",
                                    list_of(array.name).string()));
    }
    array.avoided.erase("");
    try {
        submit(array);
    } catch (const CannotRun&) {
        if (array.avoided.empty()) {
            throw;
        }
        array.avoided.clear();  // there is no other machine
        submit(array);
    }
    tasks_of_[array.name] = tasks;
    for (size_t i = 0; i < tasks.size(); ++i) {
        running_[tasks[i]] = {{array.name, i + 1, "PD", "", ""}, {}};
    }
}

void SlurmEngine::look_at_queue() {
    looked_ = Clock::now();
    const auto tasks = look_at(arrays());
    answers_ = tasks.has_value();
    if (!answers_) {
        return;
    }
    for (auto& [name, running] : running_) {
        running.last.state = "";  // forgotten, unless it is there
    }
    for (const SlurmTask& task : *tasks) {
        const std::string& name = tasks_of_.at(task.array).at(task.number - 1);
        const auto running = running_.find(name);
        if (running != running_.end() && running->second.last.array == task.array) {
            running->second.last = task;
        }
    }
    for (auto& [name, running] : running_) {
        nodes_[name] = running.last.node;
        if (running.last.is_alive()) {
            running.ended.reset();
        } else if (!running.ended) {
            running.ended = looked_;
        }
    }
}

std::vector<EndedTask> SlurmEngine::look() {
    begin_waiting(waiting_, false);
    if (running_.empty()) {
        begin_waiting(waiting_alone_, true);
    }
    const auto now = Clock::now();
    if (now - looked_ < queue_interval) {
        return {};
    }
    look_at_queue();
    std::vector<EndedTask> ended;
    for (const auto& [name, running] : running_) {
        const Submission submission = submission_of_task(name, out_);
        if (fs::exists(result_file(out_, submission.lab, submission.student)) ||
            (running.ended && now - *running.ended > delay_of_files)) {
            const SlurmTask& last = running.last;
            ended.push_back(
                {name,
                 fmt::format("Its task on the cluster (machine {}, state {}) left no "
                             "result. What Slurm says: {}.slurm",
                             last.node.empty() ? "unknown" : last.node,
                             last.state.empty() ? "unknown" : last.state,
                             list_of(last.array).string())});
        }
    }
    for (const EndedTask& task : ended) {
        running_.erase(task.name);
    }
    return ended;
}

std::string SlurmEngine::state() const {
    if (!answers_) {
        return "Slurm does not answer";
    }
    std::map<std::string, unsigned> counts;
    for (const auto& [name, running] : running_) {
        const SlurmTask& last = running.last;
        ++counts[last.state == "PD"  ? fmt::format("waiting ({})", last.reason)
                 : last.state == "R" ? "running"
                                     : "ending"];
    }
    std::string text;
    for (const auto& [words, count] : counts) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, words);
    }
    return text;
}

}  // namespace kumquat::autograde
