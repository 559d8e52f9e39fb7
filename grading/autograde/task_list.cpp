// task_list.cpp -- see task_list.hpp.
#include "grading/autograde/task_list.hpp"

#include "grading/lab.hpp"

#include <fmt/format.h>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;

fs::path link_of(const std::string& task, const fs::path& out) {
    return out / "tasks" / task;
}

}  // namespace

std::string task_name(const Submission& submission) {
    return grading::lab_folder_name(submission.lab) + "/" + submission.student;
}

void list_task(const Submission& submission, const fs::path& out) {
    const fs::path link = link_of(task_name(submission), out);
    std::error_code none;
    if (fs::read_symlink(link, none) == submission.path) {
        return;
    }
    fs::create_directories(link.parent_path());
    // In one step: a task of an earlier start may be looking at it.
    const fs::path unfinished = link.string() + ".unfinished";
    fs::remove(unfinished);
    fs::create_symlink(submission.path, unfinished);
    fs::rename(unfinished, link);
}

Submission submission_of_task(const std::string& task, const fs::path& out) {
    unsigned lab = 0;
    std::error_code none;
    const fs::path path = fs::read_symlink(link_of(task, out), none);
    if (path.empty() || std::sscanf(task.c_str(), "lab%u/", &lab) != 1) {
        throw CannotRun(
            fmt::format("{} is no task of a run. Was the run begun with --submissions, "
                        "and is this folder the same on all machines?",
                        link_of(task, out).string()));
    }
    return {fs::path{task}.filename(), lab, path};
}

fs::path log_of_task(const std::string& task, const fs::path& out) {
    const fs::path log = out / "logs" / (task + ".log");
    fs::create_directories(log.parent_path());
    return log;
}

}  // namespace kumquat::autograde
