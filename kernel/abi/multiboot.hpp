// multiboot.hpp -- what a boot loader tells a kernel.
// Source: "Multiboot Specification 0.6.96", "OS image format"; "Boot information format".
#pragma once

#include <stdint.h>

namespace kumquat {

constexpr uint32_t multiboot_loader_magic = 0x2BADB002;

/// What stands in the first 8 KB of a file to be booted, at a multiple of 4. Addresses are physical;
/// those of `has_addresses` are for files that are in no format which a loader knows.
struct MultibootHeader {
    static constexpr uint32_t magic_word = 0x1BADB002, search_end = 8192;
    static constexpr uint32_t has_addresses = 1u << 16;

    uint32_t magic, flags, checksum;  // their sum is 0
    uint32_t header_address;          // where this header comes to lie
    uint32_t load_address, load_end;  // of what is in the file; end 0: all of it
    uint32_t bss_end;                 // zeros up to there; 0: none
    uint32_t entry;
};
static_assert(sizeof(MultibootHeader) == 32);

/// One entry of the memory map. `size` counts the bytes after itself.
struct [[gnu::packed]] MemoryMapEntry {
    static constexpr uint32_t available = 1;

    uint32_t size;
    uint64_t base;    // bytes, may lie above 4 GB
    uint64_t length;  // bytes
    uint32_t type;    // 1: usable RAM; anything else: not ours
};
static_assert(sizeof(MemoryMapEntry) == 24);

struct BootModule {
    uint32_t begin, end;    // physical; `end` is the first byte beyond
    uint32_t command_line;  // physical address of a text that ends with a zero
    uint32_t reserved;
};

struct MultibootInfo {
    static constexpr uint32_t has_memory_sizes = 1u << 0, has_command_line = 1u << 2,
                              has_modules = 1u << 3, has_memory_map = 1u << 6;

    uint32_t flags;
    uint32_t memory_lower_kb, memory_upper_kb;
    uint32_t boot_device;
    uint32_t command_line;
    uint32_t module_count, modules;  // physical address of an array of BootModule
    uint32_t symbols[4];
    uint32_t memory_map_length, memory_map;  // bytes; physical address
};
static_assert(sizeof(MultibootInfo) == 52);

/// The memory map as an array in memory.
struct MemoryMap {
    const MemoryMapEntry* first;
    uint32_t length;  // bytes; entries follow each other at distance size + 4

    const MemoryMapEntry* end() const {
        return reinterpret_cast<const MemoryMapEntry*>(
            reinterpret_cast<const uint8_t*>(first) + length);
    }
    static const MemoryMapEntry* after(const MemoryMapEntry* entry) {
        return reinterpret_cast<const MemoryMapEntry*>(
            reinterpret_cast<const uint8_t*>(entry) + entry->size +
            sizeof(entry->size));
    }
};

}  // namespace kumquat
