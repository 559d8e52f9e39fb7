// process.hpp -- one child process that cannot outlive us.
// Invariant: whatever happens, the child is dead and reaped when the object is gone; it is
// killed by the kernel if we die first.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace kumquat::machine {

class Process {
public:
    struct Options {
        std::filesystem::path directory;  // working directory; empty: ours
        std::vector<int> kept;            // descriptors that the child inherits
        std::filesystem::path output;     // stdout and stderr; empty: /dev/null
    };

    /// Start `command` (looked up in PATH). It leads a process group of its own.
    /// \throws std::system_error if no process can be made; a command that cannot be
    /// executed ends with status 127
    Process(const std::vector<std::string>& command, const Options& options);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process() { kill(); }

    /// True once the child has ended; then status() is valid.
    bool has_ended();
    /// Wait until the child has ended. \return false if the time passed first
    bool wait(std::chrono::milliseconds limit);
    /// Ask the whole group to end (SIGTERM).
    void ask_to_end() const;
    /// Kill the whole group at once, and reap the child.
    void kill();
    /// As waitpid() gave it.
    int status() const { return status_; }

private:
    pid_t pid_ = -1;
    int status_ = 0;
};

}  // namespace kumquat::machine
