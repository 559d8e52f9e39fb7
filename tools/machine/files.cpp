// files.cpp -- see files.hpp.
#include "tools/machine/files.hpp"

#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace kumquat::machine {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::string content;
    constexpr std::size_t piece = std::size_t{1} << 18;
    while (in) {  // not by its size: what is still being written may grow
        const std::size_t before = content.size();
        content.resize(before + piece);
        in.read(content.data() + before, piece);
        content.resize(before + static_cast<std::size_t>(in.gcount()));
    }
    return content;
}

void write_whole(const fs::path& file, const std::string& content) {
    fs::create_directories(file.parent_path());
    // A name of its own: another machine may be writing the same file.
    std::string unfinished = file.string() + ".unfinished-XXXXXX";
    const int descriptor = mkstemp(unfinished.data());
    bool is_written = descriptor >= 0 && fchmod(descriptor, 0644) == 0;
    for (std::size_t done = 0; is_written && done < content.size();) {
        const ssize_t count =
            write(descriptor, content.data() + done, content.size() - done);
        is_written = count > 0;
        done += is_written ? static_cast<std::size_t>(count) : 0;
    }
    // Without it, a power cut may leave the new name and no content.
    is_written = is_written && fsync(descriptor) == 0;
    if (descriptor >= 0) {
        close(descriptor);
    }
    if (!is_written) {
        fs::remove(unfinished);
        throw std::runtime_error(
            fmt::format("{} cannot be written. Is the disk full?", file.string()));
    }
    fs::rename(unfinished, file);
}

}  // namespace kumquat::machine
