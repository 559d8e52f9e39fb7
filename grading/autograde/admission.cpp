// admission.cpp -- walk through an archive or a folder.
#include "grading/autograde/admission.hpp"

#include "grading/text.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

[[noreturn]] void cannot_read(archive* reader) {
    const char* const text = archive_error_string(reader);
    throw Rejection(
        fmt::format("The submission is no archive that can be read (zip, tar, tar.gz, "
                    "tar.bz2, tar.xz "
                    "or tar.zst, without a password): {}.",
                    grading::printable(text == nullptr ? "it is empty" : text)));
}

/// Before an entry is unpacked or skipped, which takes as long.
void bound(archive* reader, archive_entry* entry) {
    const la_int64_t unpacked = archive_filter_bytes(reader, 0);
    const la_int64_t next = archive_entry_size(entry);
    constexpr auto most = static_cast<la_int64_t>(most_unpacked_bytes);
    if (unpacked < 0 || next < 0 || unpacked > most || next > most - unpacked) {
        throw Rejection(
            "The submission unpacks to more than 512 MB. Leave out what was "
            "built.");
    }
}

/// The content of the entry that was just seen, at most `limit` bytes of it.
std::string content_of(archive* reader, uint64_t limit) {
    std::string content(limit, '\0');
    size_t size = 0;
    while (size < limit) {
        const la_ssize_t got =
            archive_read_data(reader, content.data() + size, limit - size);
        if (got < 0) {
            cannot_read(reader);
        }
        if (got == 0) {
            break;
        }
        size += static_cast<size_t>(got);
    }
    content.resize(size);
    return content;
}

EntryKind kind_of(archive_entry* entry) {
    if (archive_entry_hardlink(entry) != nullptr) {
        return EntryKind::hard_link;
    }
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
        return EntryKind::file;
    case AE_IFDIR:
        return EntryKind::folder;
    case AE_IFLNK:
        return EntryKind::symbolic_link;
    default:
        return EntryKind::other;
    }
}

void walk_archive(const fs::path& file, Sieve& sieve) {
    if (fs::file_size(file) > largest_archive_bytes) {
        throw Rejection(
            "The submission has more than 64 MB. Leave out what was built.");
    }
    const Archive reader{archive_read_new(), archive_read_free};
    archive_read_support_format_zip(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_filter_bzip2(reader.get());
    archive_read_support_filter_xz(reader.get());
    archive_read_support_filter_zstd(reader.get());
    constexpr size_t block_bytes = 65'536;
    if (archive_read_open_filename(reader.get(), file.c_str(), block_bytes) !=
        ARCHIVE_OK) {
        cannot_read(reader.get());
    }
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK ||
           status == ARCHIVE_WARN) {
        bound(reader.get(), entry);
        const char* const name = archive_entry_pathname(entry);
        if (name == nullptr) {
            throw Rejection("An entry of the submission has a name that is no text.");
        }
        sieve.offer(name, kind_of(entry),
                    [&](uint64_t limit) { return content_of(reader.get(), limit); });
    }
    if (status != ARCHIVE_EOF) {
        cannot_read(reader.get());
    }
}

EntryKind kind_of(const fs::file_status& status) {
    switch (status.type()) {
    case fs::file_type::regular:
        return EntryKind::file;
    case fs::file_type::directory:
        return EntryKind::folder;
    case fs::file_type::symlink:
        return EntryKind::symbolic_link;
    default:
        return EntryKind::other;
    }
}

/// Not through a link, even if one has taken the file's place.
std::string content_of(const fs::path& file, uint64_t limit) {
    const int fd = open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    std::string content(limit, '\0');
    const ssize_t got = fd < 0 ? -1 : read(fd, content.data(), limit);
    if (fd >= 0) {
        close(fd);
    }
    if (got < 0) {
        throw Rejection(fmt::format("The file {} of the submission cannot be read.",
                                    grading::printable(file.filename().string())));
    }
    content.resize(static_cast<size_t>(got));
    return content;
}

void walk_folder(const fs::path& folder, Sieve& sieve) {
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        sieve.offer(entry.path().lexically_relative(folder).string(),
                    kind_of(entry.symlink_status()),
                    [&](uint64_t limit) { return content_of(entry.path(), limit); });
    }
}

}  // namespace

Admitted admit(const fs::path& submission, const std::set<std::string>& wanted) {
    Sieve sieve{wanted};
    switch (kind_of(fs::symlink_status(submission))) {
    case EntryKind::file:
        walk_archive(submission, sieve);
        break;
    case EntryKind::folder:
        walk_folder(submission, sieve);
        break;
    default:
        throw Rejection("The submission is neither an archive nor a folder.");
    }
    return sieve.result();
}

}  // namespace kumquat::autograde
