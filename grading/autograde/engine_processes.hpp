// engine_processes.hpp -- an engine that starts a program for each task, several at a time, and waits for it.
// The program is this one, or a command that hands the task to a scheduler and returns when it is done.
#pragma once

#include "grading/autograde/engine.hpp"
#include "tools/machine/process.hpp"

#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace kumquat::autograde {

class ProcessEngine : public Engine {
public:
    struct Options {
        unsigned jobs = 1;  // at a time
        /// The program to start for a task.
        std::function<std::vector<std::string>(const std::string& task)> words;
        /// Where what it prints goes.
        std::function<std::filesystem::path(const std::string& task)> log;
        bool is_here = true;  // false: the program hands its task to others
        /// Whoever takes longer is stuck, and is killed; nothing: the program knows better.
        std::optional<std::chrono::minutes> patience;
    };

    explicit ProcessEngine(Options options);
    ~ProcessEngine() override;

    void add(const std::string& task, bool alone) override;
    std::vector<EndedTask> look() override;
    bool is_here() const override { return options_.is_here; }

private:
    struct Slot {
        std::string task;
        std::unique_ptr<machine::Process> process;
        std::chrono::steady_clock::time_point begin;
    };

    bool is_idle() const;
    void start(Slot& slot, std::deque<std::string>& from);
    bool has_ended(Slot& slot) const;

    Options options_;
    std::deque<std::string> waiting_, waiting_alone_;
    std::vector<Slot> slots_;
};

}  // namespace kumquat::autograde
