// temporary_directory.cpp -- see temporary_directory.hpp.
#include "tools/machine/temporary_directory.hpp"

#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <mutex>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace kumquat::machine {

namespace {

constexpr const char* name_begin = "kumquat-run-";
/// Younger ones may not have their lock yet.
constexpr time_t youngest_stale_s = 60;

std::filesystem::path parent_directory() {
    if (const char* chosen = std::getenv("TMPDIR");
        chosen != nullptr && *chosen != '\0') {
        return chosen;
    }
    return access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
}

/// Open and lock a directory. \return -1 if it is not ours, or somebody holds it
int lock_directory(const std::filesystem::path& directory) {
    const int fd =
        open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

}  // namespace

void remove_stale_directories(const std::filesystem::path& parent) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{parent, error}) {
        struct stat status = {};
        if (!entry.path().filename().string().starts_with(name_begin) ||
            lstat(entry.path().c_str(), &status) != 0 || status.st_uid != geteuid() ||
            status.st_mtime + youngest_stale_s > std::time(nullptr)) {
            continue;
        }
        if (const int lock = lock_directory(entry.path()); lock >= 0) {
            std::filesystem::remove_all(entry.path(), error);
            close(lock);
        }
    }
}

TemporaryDirectory::TemporaryDirectory() {
    static std::once_flag swept;
    std::call_once(swept, remove_stale_directories, parent_directory());
    std::string name = parent_directory() / (std::string{name_begin} + "XXXXXX");
    if (mkdtemp(name.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(),
                                "Cannot make a temporary directory " + name);
    }
    path_ = name;
    lock_ = lock_directory(path_);
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
    if (lock_ >= 0) {
        close(lock_);
    }
}

}  // namespace kumquat::machine
