// process.cpp -- see process.hpp.
#include "tools/machine/process.hpp"

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace kumquat::machine {

namespace {

/// The child between fork and exec: only functions that are safe after fork in a program
/// with several threads.
[[noreturn]] void become(char* const* argv,
                         const char* directory,
                         const char* output,
                         const int* kept,
                         std::size_t kept_count,
                         pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(127);  // it died in between
    }
    setpgid(0, 0);
    const int null = open("/dev/null", O_RDWR);
    const int out =
        *output == '\0' ? null : open(output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    dup2(null, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    for (std::size_t i = 0; i < kept_count; ++i) {
        fcntl(kept[i], F_SETFD, 0);
    }
    if (*directory == '\0' || chdir(directory) == 0) {
        execvp(argv[0], argv);
    }
    static constexpr char message[] = "cannot execute the emulator\n";
    [[maybe_unused]] const ssize_t n =
        write(STDERR_FILENO, message, sizeof(message) - 1);
    _exit(127);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const Options& options) {
    std::vector<char*> argv;
    for (const std::string& word : command) {
        argv.push_back(const_cast<char*>(word.c_str()));
    }
    argv.push_back(nullptr);
    const pid_t parent = getpid();
    pid_ = fork();
    if (pid_ < 0) {
        throw std::system_error(errno, std::generic_category(),
                                "Cannot start a process");
    }
    if (pid_ == 0) {
        become(argv.data(), options.directory.c_str(), options.output.c_str(),
               options.kept.data(), options.kept.size(), parent);
    }
    setpgid(pid_, pid_);  // both sides, so that kill() never comes too early
}

bool Process::has_ended() {
    if (pid_ > 0 && waitpid(pid_, &status_, WNOHANG) == pid_) {
        ::kill(-pid_, SIGKILL);  // what it left behind in its group
        pid_ = -1;
    }
    return pid_ < 0;
}

bool Process::wait(std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!has_ended()) {
        if (std::chrono::steady_clock::now() >= deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
}

void Process::ask_to_end() const {
    if (pid_ > 0) {
        ::kill(-pid_, SIGTERM);
    }
}

void Process::kill() {
    if (pid_ > 0) {
        ::kill(-pid_, SIGKILL);
        while (waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
    }
}

}  // namespace kumquat::machine
