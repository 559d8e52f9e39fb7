// engine.hpp -- where tasks run: on this machine (engine_processes), through a command of the instructor's
// (the same), or on a cluster (engine_slurm).
// A task is `kumquat-autograde --task NAME --out OUT`, whoever starts it, so a mark does not depend on the
// engine. An engine only has to start each task that it is given, and to say when it has ended.
// Invariant: a task that was added is told as ended once, unless the engine is destroyed before.
#pragma once

#include "grading/autograde/tier_choice.hpp"

#include <memory>

namespace kumquat::autograde {

/// A task that does not run any more.
struct EndedTask {
    std::string name;
    std::string how;  // a sentence, in case it left no result
};

class Engine {
public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    /// Ends what still runs.
    virtual ~Engine() = default;

    /// Run a task, now or later.
    /// \param alone  it failed beside others: nothing else of this run may share its machine
    virtual void add(const std::string& task, bool alone) = 0;

    /// Start what can be started. \return the tasks that have ended since the last call
    /// \throws CannotRun if nothing can be started here
    virtual std::vector<EndedTask> look() = 0;

    /// Whether tasks are processes of this machine that we wait for: then their processor time is known.
    virtual bool is_here() const { return false; }

    /// A few words on what the tasks wait for, for the line that shows progress; empty if there is
    /// nothing to say.
    virtual std::string state() const { return ""; }
};

struct EngineOptions {
    std::string name;  // "local", "command" or "slurm"
    std::string
        command;  // of the second: with {submission} and {out} where these belong
    std::filesystem::path out;
    unsigned jobs = 1;  // tasks at a time, where that is ours to say
    TierWish wish;
};

/// \throws CannotRun if that engine cannot work like this
std::unique_ptr<Engine> make_engine(const EngineOptions& options);

}  // namespace kumquat::autograde
