// files.cpp -- see files.hpp.
#include "tools/machine/files.hpp"

#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace kumquat::machine {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write_whole(const fs::path& file, const std::string& content) {
    fs::create_directories(file.parent_path());
    const fs::path unfinished = file.string() + ".unfinished";
    std::ofstream out{unfinished, std::ios::binary};
    out << content;
    out.close();
    if (!out) {
        throw std::runtime_error(fmt::format("{} cannot be written. Is the disk full?",
                                             unfinished.string()));
    }
    fs::rename(unfinished, file);
}

}  // namespace kumquat::machine
