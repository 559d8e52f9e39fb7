// temporary_directory.cpp -- see temporary_directory.hpp.
#include "tools/machine/temporary_directory.hpp"

#include <cstdlib>
#include <system_error>
#include <unistd.h>

namespace kumquat::machine {

namespace {

std::filesystem::path parent_directory() {
    if (const char* chosen = std::getenv("TMPDIR");
        chosen != nullptr && *chosen != '\0') {
        return chosen;
    }
    return access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
    std::string name = parent_directory() / "kumquat-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(),
                                "Cannot make a temporary directory " + name);
    }
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace kumquat::machine
