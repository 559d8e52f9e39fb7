// temporary_directory.hpp -- a directory that is removed with the object that owns it.
// A program that is killed cannot remove anything. So each owner holds a lock on its directory,
// and the next program that wants one removes those that nobody holds any more.
// Source: flock(2): a lock ends with the process, however that ends.
#pragma once

#include <filesystem>

namespace kumquat::machine {

/// Remove directories of programs that were killed more than a minute ago.
void remove_stale_directories(const std::filesystem::path& parent);

class TemporaryDirectory {
public:
    /// Below TMPDIR if set, else /dev/shm (memory files need no disk), else /tmp.
    /// \throws std::system_error if none can be made
    TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    int lock_ = -1;
};

}  // namespace kumquat::machine
