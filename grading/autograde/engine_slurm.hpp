// engine_slurm.hpp -- an engine that hands all tasks to a Slurm cluster, as one job array.
// Which task of an array is which submission stands in a file, OUT/arrays/NAME, before the array exists.
// So a run that was killed finds its tasks again, and does not submit them twice. A task whose machine is
// lost is queued once more by Slurm; one that fails gets a machine for itself, another one if there is one.
// Needs: OUT, the submissions and this program at the same paths on all machines of the cluster.
#pragma once

#include "grading/autograde/engine.hpp"
#include "grading/autograde/slurm_queue.hpp"

#include <chrono>
#include <map>

namespace kumquat::autograde {

class SlurmEngine : public Engine {
public:
    /// Find what an earlier start has left running. \throws CannotRun if there is no cluster
    SlurmEngine(std::filesystem::path out, TierWish wish);
    ~SlurmEngine() override;

    void add(const std::string& task, bool alone) override;
    std::vector<EndedTask> look() override;
    std::string state() const override;

private:
    using Clock = std::chrono::steady_clock;

    /// A task that Slurm has.
    struct Running {
        SlurmTask last;                          // as squeue showed it
        std::optional<Clock::time_point> ended;  // since when Slurm does not run it
    };

    std::filesystem::path list_of(const std::string& array) const;
    std::set<std::string> arrays() const;
    void find_earlier();
    void begin_waiting(std::vector<std::string>& tasks, bool alone);
    void begin_array(const std::vector<std::string>& tasks, bool alone);
    void look_at_queue();

    std::filesystem::path out_;
    TierWish wish_;
    size_t largest_array_;
    std::vector<std::string> waiting_, waiting_alone_;
    std::map<std::string, Running> running_;  // by task
    std::map<std::string, SlurmTask>
        earlier_;  // of an earlier start, and alive: by task
    std::map<std::string, std::vector<std::string>> tasks_of_;  // by array
    std::map<std::string, std::string> nodes_;  // where a task ran: by task
    Clock::time_point looked_{};
    bool answers_ = true;
};

}  // namespace kumquat::autograde
