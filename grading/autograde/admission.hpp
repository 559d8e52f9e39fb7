// admission.hpp -- open a submission, whatever it is, and let the sieve see each of its entries.
// Archives are read by libarchive, and only of the kinds that people hand in: each further format
// is further code that a hostile file can talk to. Nothing is unpacked to a disk, and an archive
// inside an archive is just a file.
// Source: libarchive(3), archive_read(3).
#pragma once

#include "grading/autograde/sieve.hpp"

#include <filesystem>

namespace kumquat::autograde {

constexpr uint64_t largest_archive_bytes = 64 << 20;
constexpr uint64_t most_unpacked_bytes = 512 << 20;

/// The wanted files of a submission: a zip or tar archive (plain, gzip, bzip2, xz, zstd), or a folder.
/// \throws Rejection
Admitted admit(const std::filesystem::path& submission,
               const std::set<std::string>& wanted);

}  // namespace kumquat::autograde
