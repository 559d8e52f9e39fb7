// memory.cpp -- see memory.hpp.
#include "tools/machine/memory.hpp"

#include <algorithm>
#include <fcntl.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace kumquat::machine {

namespace {

/// Bits that page directory and page table entries share.
///     31           12 11   9 8  7  6  5   4   3   2   1  0
///    | frame number  | free |G|PS |D | A |PCD|PWT|U/S|R/W|P|
constexpr uint32_t present = 1u << 0, writable = 1u << 1, user = 1u << 2;
constexpr uint32_t large_page = 1u << 7;
constexpr uint32_t small_bytes = 4096, large_bytes = 4096 * 1024;

}  // namespace

Memory::Memory(const std::filesystem::path& file) {
    const int fd = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status = {};
    if (fd < 0 || fstat(fd, &status) != 0) {
        const int error = errno;
        if (fd >= 0) {
            close(fd);
        }
        throw std::system_error(error, std::generic_category(),
                                "Cannot open the memory file " + file.string());
    }
    size_ = static_cast<std::size_t>(status.st_size);
    void* base =
        size_ == 0 ? MAP_FAILED : mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0);
    const int error = size_ == 0 ? EINVAL : errno;
    close(fd);
    if (base == MAP_FAILED) {
        size_ = 0;
        throw std::system_error(error, std::generic_category(),
                                "Cannot map the memory file " + file.string());
    }
    base_ = static_cast<const std::byte*>(base);
}

Memory::Memory(Memory&& other) noexcept
    : base_{std::exchange(other.base_, nullptr)}, size_{std::exchange(other.size_, 0)} {
}

Memory& Memory::operator=(Memory&& other) noexcept {
    std::swap(base_, other.base_);
    std::swap(size_, other.size_);
    return *this;
}

Memory::~Memory() {
    if (base_ != nullptr) {
        munmap(const_cast<std::byte*>(base_), size_);
    }
}

std::span<const std::byte> Memory::physical(uint32_t address, std::size_t size) const {
    if (address > size_ || size > size_ - address) {
        throw std::out_of_range("Physical address " + std::to_string(address) +
                                " is not inside the guest's memory.");
    }
    return {base_ + address, size};
}

std::optional<Translation> Memory::translate(uint32_t cr3, uint32_t address) const {
    const auto entry_at = [this](uint32_t table, uint32_t index) -> uint32_t {
        const uint32_t where = (table & ~(small_bytes - 1)) + 4 * index;
        return where + 4ull > size_ ? 0 : read_physical<uint32_t>(where);
    };
    const uint32_t directory_entry = entry_at(cr3, address / large_bytes);
    if ((directory_entry & present) == 0) {
        return std::nullopt;
    }
    if ((directory_entry & large_page) != 0) {
        const uint32_t offset = address % large_bytes;
        return Translation{(directory_entry & ~(large_bytes - 1)) + offset,
                           (directory_entry & writable) != 0,
                           (directory_entry & user) != 0, large_bytes};
    }
    const uint32_t table_entry =
        entry_at(directory_entry, (address % large_bytes) / small_bytes);
    if ((table_entry & present) == 0) {
        return std::nullopt;
    }
    const uint32_t rights = directory_entry & table_entry;
    return Translation{(table_entry & ~(small_bytes - 1)) + address % small_bytes,
                       (rights & writable) != 0, (rights & user) != 0, small_bytes};
}

bool Memory::copy_virtual(uint32_t cr3,
                          uint32_t address,
                          std::span<std::byte> to) const {
    while (!to.empty()) {
        const auto page = translate(cr3, address);
        const std::size_t chunk =
            std::min<std::size_t>(to.size(), small_bytes - address % small_bytes);
        if (!page || page->physical > size_ || chunk > size_ - page->physical) {
            return false;
        }
        std::memcpy(to.data(), base_ + page->physical, chunk);
        to = to.subspan(chunk);
        address += static_cast<uint32_t>(chunk);
    }
    return true;
}

std::string Memory::string_at(uint32_t cr3, uint32_t address, std::size_t limit) const {
    std::string text;
    while (text.size() < limit) {
        const auto character = read_virtual<char>(cr3, address++);
        if (!character || *character == '\0') {
            break;
        }
        text += *character;
    }
    return text;
}

}  // namespace kumquat::machine
