// memory.hpp -- guest physical memory as a file, and the page tables that lie in it.
// The one idea: the emulator keeps guest memory in a shared file; mapping it is all it takes
// to look into a machine, running or stopped.
// Invariant: no read beyond the end: an address outside RAM throws.
// Source: Intel SDM vol. 3A, "32-bit paging".
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <type_traits>

namespace kumquat::machine {

/// Where a virtual address leads, and what may be done there.
struct Translation {
    uint32_t physical = 0;
    bool is_writable = false;  // at both levels
    bool is_user = false;      // at both levels
    uint32_t page_bytes = 0;   // 4096, or 4 MB
};

class Memory {
public:
    Memory() = default;
    /// Map a memory file, read-only.
    /// \throws std::system_error if it cannot be opened or mapped
    explicit Memory(const std::filesystem::path& file);
    Memory(Memory&& other) noexcept;
    Memory& operator=(Memory&& other) noexcept;
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    ~Memory();

    std::span<const std::byte> bytes() const { return {base_, size_}; }
    std::size_t size() const { return size_; }

    /// \throws std::out_of_range if [address, address + size) is not inside RAM
    std::span<const std::byte> physical(uint32_t address, std::size_t size) const;

    /// The T at a physical address. Throws like physical().
    template <typename T>
    T read_physical(uint32_t address) const {
        static_assert(std::is_trivially_copyable_v<T>);
        T value;
        std::memcpy(&value, physical(address, sizeof(T)).data(), sizeof(T));
        return value;
    }

    /// Walk the page tables at `cr3`. Paging is taken to be on, with 4 MB pages.
    /// \return nothing if a level is not present, or a table lies outside RAM
    std::optional<Translation> translate(uint32_t cr3, uint32_t virtual_address) const;

    /// The T at a virtual address; nothing if a byte of it is not mapped to RAM.
    template <typename T>
    std::optional<T> read_virtual(uint32_t cr3, uint32_t address) const {
        static_assert(std::is_trivially_copyable_v<T>);
        T value;
        const auto bytes = std::as_writable_bytes(std::span{&value, 1});
        return copy_virtual(cr3, address, bytes) ? std::optional<T>{value}
                                                 : std::nullopt;
    }

    /// Copy from a virtual address, page by page. \return false if a byte is not mapped.
    bool copy_virtual(uint32_t cr3, uint32_t address, std::span<std::byte> to) const;

    /// Characters up to a zero byte, at most `limit`; what is mapped of them.
    std::string
    string_at(uint32_t cr3, uint32_t address, std::size_t limit = 256) const;

private:
    const std::byte* base_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace kumquat::machine
