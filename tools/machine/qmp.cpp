// qmp.cpp -- see qmp.hpp.
#include "tools/machine/qmp.hpp"

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kumquat::machine {

using nlohmann::json;

Qmp::~Qmp() { close(fd_); }

std::optional<std::string> Qmp::next_line(Deadline deadline) {
    for (;;) {
        if (const std::size_t end = buffer_.find('\n'); end != std::string::npos) {
            std::string line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            return line;
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd waiting{fd_, POLLIN, 0};
        const int timeout_ms = static_cast<int>(std::max<int64_t>(left.count(), 0));
        const int ready = closed_ ? 0 : poll(&waiting, 1, timeout_ms);
        if (ready < 0 && errno == EINTR) {
            continue;
        }
        if (ready <= 0) {
            return std::nullopt;
        }
        char bytes[4096];
        const ssize_t got = recv(fd_, bytes, sizeof(bytes), 0);
        if (got <= 0) {
            closed_ = true;
            return std::nullopt;
        }
        buffer_.append(bytes, static_cast<std::size_t>(got));
    }
}

void Qmp::note_event(const json& message) {
    if (message.value("event", "") == "SHUTDOWN") {
        shutdowns_.push_back(message.at("data").value("reason", ""));
    }
}

bool Qmp::say(const json& command) {
    const std::string text = command.dump() + "\n";
    const ssize_t sent = send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
    closed_ = closed_ || sent != static_cast<ssize_t>(text.size());
    return !closed_;
}

bool Qmp::tell(const std::string& command) { return say({{"execute", command}}); }

std::optional<json> Qmp::request(const json& command, Deadline deadline) {
    if (!say(command)) {
        return std::nullopt;
    }
    while (const auto line = next_line(deadline)) {
        json message = json::parse(*line, nullptr, false);
        if (message.contains("return") || message.contains("error")) {
            return message;
        }
        note_event(message);
    }
    return std::nullopt;
}

bool Qmp::execute(const std::string& command, Deadline deadline) {
    const auto answer = request({{"execute", command}}, deadline);
    return answer && answer->contains("return");
}

bool Qmp::start(Deadline deadline) {
    return execute("qmp_capabilities", deadline) && execute("cont", deadline);
}

std::optional<std::string> Qmp::monitor(const std::string& line, Deadline deadline) {
    const auto answer = request(
        {{"execute", "human-monitor-command"}, {"arguments", {{"command-line", line}}}},
        deadline);
    if (!answer || !answer->contains("return")) {
        return std::nullopt;
    }
    return answer->at("return").get<std::string>();
}

std::optional<std::string> Qmp::shutdown_reason() {
    while (const auto line = next_line(std::chrono::steady_clock::now())) {
        note_event(json::parse(*line, nullptr, false));
    }
    if (shutdowns_.empty()) {
        return std::nullopt;
    }
    std::string reason = shutdowns_.front();
    shutdowns_.pop_front();
    return reason;
}

}  // namespace kumquat::machine
