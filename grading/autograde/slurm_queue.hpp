// slurm_queue.hpp -- what we ask of Slurm, in its own commands: submit an array, look at it, cancel it.
// An array is known by its name, which we choose before it exists: so it is found again after anything.
// Source: sbatch(1), squeue(1), scancel(1), scontrol(1) of Slurm 22.05.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kumquat::autograde {

/// One task of an array, as squeue shows it.
struct SlurmTask {
    std::string array;
    size_t number = 0;  // in it, from 1
    std::string state;  // "PD", "R", "CG" …, as squeue(1) lists them; empty: forgotten
    std::string node;   // empty if it has none yet
    std::string reason;  // why it waits

    /// It waits, or runs.
    bool is_alive() const;
};

struct SlurmArray {
    std::string name;
    size_t tasks = 0;
    std::string script;               // for /bin/sh; SLURM_ARRAY_TASK_ID counts from 1
    std::filesystem::path output;     // of Slurm itself
    bool exclusive = false;           // each task has a machine for itself
    std::set<std::string> avoided{};  // machines
};

/// The largest array that this cluster takes.
/// \throws CannotRun if this machine cannot talk to a cluster, or that has no arrays
size_t largest_slurm_array();

/// Submit. The environment variables of sbatch (SBATCH_PARTITION, SBATCH_ACCOUNT …) hold.
/// \throws CannotRun with what sbatch said if it refuses
void submit(const SlurmArray& array);

/// The tasks of these arrays that Slurm remembers; nothing if it does not answer.
std::optional<std::vector<SlurmTask>> look_at(const std::set<std::string>& arrays);

/// End all tasks of these arrays.
void cancel(const std::set<std::string>& arrays);

}  // namespace kumquat::autograde
