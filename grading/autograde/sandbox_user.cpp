// sandbox_user.cpp -- see sandbox_user.hpp.
#include "grading/autograde/sandbox_user.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kumquat::autograde {

SandboxUser::SandboxUser() {
    // A name that the kernel gives to one process, and takes back however that ends.
    lock_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    for (number_ = first; number_ < first + count; ++number_) {
        sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
        const std::string name = fmt::format("kumquat-user-{}", number_);
        name.copy(address.sun_path + 1, sizeof address.sun_path - 1);
        if (bind(lock_, reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
            0) {
            return;
        }
    }
    close(lock_);
    throw std::runtime_error("Too many gradings run on this machine at the same time.");
}

SandboxUser::~SandboxUser() { close(lock_); }

}  // namespace kumquat::autograde
