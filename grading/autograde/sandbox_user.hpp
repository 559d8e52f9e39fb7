// sandbox_user.hpp -- a user of this machine for what runs in one sandbox.
// Two tasks never share one, whoever started them: otherwise a program in one sandbox could send
// signals into the other.
// Source: Debian Policy, "UID and GID classes"; systemd, "Users, Groups, UIDs and GIDs on systemd
// Systems": nobody gives these numbers to anybody.
#pragma once

namespace kumquat::autograde {

class SandboxUser {
public:
    static constexpr unsigned first = 60'578, count = 600;

    /// Nobody else on this machine gets this user as long as the object lives.
    /// \throws std::runtime_error if all are taken
    SandboxUser();
    SandboxUser(const SandboxUser&) = delete;
    SandboxUser& operator=(const SandboxUser&) = delete;
    ~SandboxUser();

    unsigned number() const { return number_; }

private:
    int lock_ = -1;
    unsigned number_ = 0;
};

}  // namespace kumquat::autograde
