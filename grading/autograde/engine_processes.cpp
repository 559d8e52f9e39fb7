// engine_processes.cpp -- a slot for each program that runs.
#include "grading/autograde/engine_processes.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <sys/wait.h>

namespace kumquat::autograde {

namespace {

using Clock = std::chrono::steady_clock;

/// How long programs have to end in order, when all are asked to.
constexpr std::chrono::seconds farewell{5};

std::string how_it_ended(int status) {
    return WIFSIGNALED(status)
               ? fmt::format("The grader was ended by signal {}.", WTERMSIG(status))
               : fmt::format("The grader ended with status {} and left no result.",
                             WEXITSTATUS(status));
}

}  // namespace

ProcessEngine::ProcessEngine(Options options)
    : options_{std::move(options)}, slots_(options_.jobs) {}

/// A command that has handed its task to a scheduler takes it back when it is asked to end.
ProcessEngine::~ProcessEngine() {
    for (const Slot& slot : slots_) {
        if (slot.process) {
            slot.process->ask_to_end();
        }
    }
    const auto deadline = Clock::now() + farewell;
    for (const Slot& slot : slots_) {
        if (slot.process) {
            slot.process->wait(
                std::max(std::chrono::milliseconds{0},
                         std::chrono::duration_cast<std::chrono::milliseconds>(
                             deadline - Clock::now())));
        }
    }
}

void ProcessEngine::add(const std::string& task, bool alone) {
    (alone ? waiting_alone_ : waiting_).push_back(task);
}

bool ProcessEngine::is_idle() const {
    return std::ranges::none_of(
        slots_, [](const Slot& slot) { return slot.process != nullptr; });
}

void ProcessEngine::start(Slot& slot, std::deque<std::string>& from) {
    slot.task = from.front();
    from.pop_front();
    slot.begin = Clock::now();
    slot.process = std::make_unique<machine::Process>(
        options_.words(slot.task),
        machine::Process::Options{
            .directory = {}, .kept = {}, .output = options_.log(slot.task)});
}

bool ProcessEngine::has_ended(Slot& slot) const {
    if (slot.process && options_.patience &&
        Clock::now() - slot.begin > *options_.patience) {
        slot.process->kill();
        return true;
    }
    return slot.process && slot.process->has_ended();
}

std::vector<EndedTask> ProcessEngine::look() {
    std::vector<EndedTask> ended;
    for (Slot& slot : slots_) {
        if (has_ended(slot)) {
            ended.push_back({slot.task, how_it_ended(slot.process->status())});
            slot.process.reset();
        }
        if (!slot.process && !waiting_.empty()) {
            start(slot, waiting_);
        } else if (!waiting_alone_.empty() && is_idle()) {
            start(slot, waiting_alone_);
        }
    }
    return ended;
}

}  // namespace kumquat::autograde
