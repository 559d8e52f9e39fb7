// temporary_directory.hpp -- a directory that is removed with the object that owns it.
#pragma once

#include <filesystem>

namespace kumquat::machine {

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
};

}  // namespace kumquat::machine
