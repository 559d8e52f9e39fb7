// digest.cpp -- SHA-256 by OpenSSL.
#include "grading/autograde/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <set>
#include <stdexcept>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;

/// Name and content, so that no two different lists look alike.
std::string entry_text(const std::string& name, const fs::path& path) {
    return name + '\0' +
           (fs::is_regular_file(fs::symlink_status(path))
                ? digest_of_text(content_of(path))
                : "not a file") +
           '\n';
}

}  // namespace

std::string digest_of_text(const std::string& text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr) !=
        1) {
        throw std::runtime_error("The library could not compute a digest.");
    }
    std::string digits;
    for (unsigned i = 0; i < size; ++i) {
        digits += fmt::format("{:02x}", digest[i]);
    }
    return digits;
}

std::string digest_of(const fs::path& path) {
    if (!fs::is_directory(fs::symlink_status(path))) {
        return digest_of_text(entry_text("", path));
    }
    std::set<fs::path> files;
    for (auto entry = fs::recursive_directory_iterator{path};
         entry != fs::recursive_directory_iterator{}; ++entry) {
        if (entry.depth() == 0 && entry->path().filename() == "build") {
            entry.disable_recursion_pending();
        } else if (!fs::is_directory(entry->symlink_status())) {
            files.insert(entry->path());
        }
    }
    std::string text;
    for (const fs::path& file : files) {
        text += entry_text(file.lexically_relative(path).string(), file);
    }
    return digest_of_text(text);
}

}  // namespace kumquat::autograde
