// kernel_info_page.hpp -- the page that describes the kernel and the machine to user code.
// Source: L4 Version 2 on i386, "Kernel info page".
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kumquat {

/// Half-open range of physical addresses; empty if high == 0.
struct MemoryRange {
    uint32_t low = 0;
    uint32_t high = 0;  // first byte beyond

    constexpr bool contains(uint32_t address) const {
        return address >= low && address < high;
    }
    constexpr bool overlaps(const MemoryRange& other) const {
        return low < other.high && other.low < high;
    }
};

/// Where one of the first programs starts and lies. Physical addresses.
struct BootTask {
    uint32_t esp = 0;
    uint32_t eip = 0;
    MemoryRange memory;
};

struct KernelInfoPage {
    static constexpr uint32_t magic_word = 0x4BE6344C;    // "L4", 0xE6, "K"
    static constexpr uint32_t version_word = 0x4B510001;  // "QK", then 1: our own
    static constexpr uint32_t strings_offset = 0xE0;

    uint32_t magic = magic_word;
    uint32_t version = version_word;
    uint8_t strings_paragraph = strings_offset / 16;
    uint8_t info_page_version = 1;
    uint16_t reserved_0a = 0;
    uint32_t link = 0;
    uint32_t debugger[4] = {};
    BootTask sigma0;
    BootTask sigma1;  // never used
    BootTask root;
    uint32_t l4_configuration = 0;
    uint32_t reserved_54 = 0;
    uint32_t debugger_configuration = 0;
    uint32_t debugger_permission = 0;
    MemoryRange main_memory;
    MemoryRange reserved_0;     // kernel image
    MemoryRange reserved_1;     // kernel pool
    MemoryRange semi_reserved;  // adapter area, 640 KB to 1 MB
    MemoryRange dedicated[4];   // [0]: boot modules; they belong to the root task
    uint64_t clock_us = 0;      // since boot; changes: read high, low, high
    uint64_t reserved_a8 = 0;
    uint32_t cpu_frequency_mhz = 0;
    uint32_t bus_frequency_mhz = 0;
    uint64_t reserved_b8 = 0;
    uint32_t call_stubs[8] = {};  // none: programs use the software interrupts
    char version_string[32] = "Kumquat, an L4 Version 2 kernel";
};

static_assert(offsetof(KernelInfoPage, sigma0) == 0x20);
static_assert(offsetof(KernelInfoPage, root) == 0x40);
static_assert(offsetof(KernelInfoPage, main_memory) == 0x60);
static_assert(offsetof(KernelInfoPage, dedicated) == 0x80);
static_assert(offsetof(KernelInfoPage, clock_us) == 0xA0);
static_assert(offsetof(KernelInfoPage, version_string) ==
              KernelInfoPage::strings_offset);
static_assert(sizeof(KernelInfoPage) == 0x100);

}  // namespace kumquat
