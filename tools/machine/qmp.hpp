// qmp.hpp -- a conversation with QEMU through its machine protocol.
// One JSON object a line in each direction; events come in between at any time.
// Invariant: every wait has a deadline; a closed connection is an answer too.
// Source: QEMU, "QEMU Machine Protocol Specification".
#pragma once

#include <chrono>
#include <deque>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace kumquat::machine {

class Qmp {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    /// \param fd  our end of a socket pair; owned from now on
    explicit Qmp(int fd) : fd_{fd} {}
    Qmp(const Qmp&) = delete;
    Qmp& operator=(const Qmp&) = delete;
    ~Qmp();

    int fd() const { return fd_; }
    bool is_closed() const { return closed_; }

    /// Leave the negotiation mode and let the guest run.
    /// \return false if the connection broke or the deadline passed
    bool start(Deadline deadline);

    /// Run one command without arguments. \return false like start()
    bool execute(const std::string& command, Deadline deadline);

    /// Say a command and do not wait for the answer. \return false if the connection broke
    bool tell(const std::string& command);

    /// The text that a command of the human monitor prints; nothing like start().
    std::optional<std::string> monitor(const std::string& line, Deadline deadline);

    /// Reason of the next SHUTDOWN event ("guest-reset", "guest-shutdown"), if one has come.
    /// Reads what is there, does not wait.
    std::optional<std::string> shutdown_reason();

private:
    bool say(const nlohmann::json& command);
    std::optional<nlohmann::json> request(const nlohmann::json& command,
                                          Deadline deadline);
    std::optional<std::string> next_line(Deadline deadline);
    void note_event(const nlohmann::json& message);

    int fd_;
    bool closed_ = false;
    std::string buffer_;
    std::deque<std::string> shutdowns_;
};

}  // namespace kumquat::machine
