// boot_memory.cpp -- filling the memory part of the kernel info page.
#include "kernel/boot/boot_memory.hpp"

#include "kernel/boot/command_line.hpp"
#include "kernel/boot/info_page.hpp"
#include "kernel/boot/memory_map.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/memory/frames.hpp"

extern "C" const uint8_t kernel_end[];  // kernel.ld

namespace kumquat {

[[gnu::section(".data.info_page")]] KernelInfoPage info_page;

namespace {

constexpr uint32_t megabyte = 1u << 20;
constexpr uint32_t smallest_pool = megabyte;
constexpr MemoryRange adapter_area{0xA0000, 0x100000};

constexpr uint32_t entry_size = sizeof(MemoryMapEntry) - sizeof(MemoryMapEntry::size);
MemoryMapEntry map_by_hand[32];

/// Decode memmap=base:length:type,… into map_by_hand. \return  bytes that were filled
uint32_t parse_memory_map(const char* text, const char* end) {
    uint32_t count = 0;
    while (text != end && count < sizeof(map_by_hand) / sizeof(MemoryMapEntry)) {
        MemoryMapEntry& entry = map_by_hand[count];
        entry.size = entry_size;
        entry.base = parse_number(text, end, 16);
        text += text != end ? 1 : 0;
        entry.length = parse_number(text, end, 16);
        text += text != end ? 1 : 0;
        entry.type = static_cast<uint32_t>(parse_number(text, end, 10));
        text += text != end ? 1 : 0;
        ++count;
    }
    return count * sizeof(MemoryMapEntry);
}

}  // namespace

void find_main_memory(const MultibootInfo& info) {
    MemoryMap map{};
    uint32_t length = 0;
    if (const char* const by_hand = option("memmap", length)) {
        map = {map_by_hand, parse_memory_map(by_hand, by_hand + length)};
    } else if ((info.flags & MultibootInfo::has_memory_map) != 0) {
        map = {direct<MemoryMapEntry>(PhysAddr{info.memory_map}),
               info.memory_map_length};
    } else if ((info.flags & MultibootInfo::has_memory_sizes) != 0) {
        map_by_hand[0] = {entry_size, megabyte, uint64_t{info.memory_upper_kb} * 1024,
                          MemoryMapEntry::available};
        map = {map_by_hand, sizeof(MemoryMapEntry)};
    } else {
        panic("the boot loader does not tell how much memory there is");
    }
    info_page.main_memory = main_memory_of(map);
}

void place_kernel_pool(MemoryRange modules) {
    const uint32_t image_end = physical_of(kernel_end).raw();
    const uint32_t begin =
        round_up_to_page(modules.high > image_end ? modules.high : image_end);
    const uint32_t high = info_page.main_memory.high;
    const uint32_t wish_mb = option_number("kmem", high / 4 / megabyte);
    const uint32_t wish = wish_mb < high / megabyte ? wish_mb * megabyte : high;
    const uint32_t rest = high > begin ? high - begin : 0;
    const uint32_t size = (wish < rest ? wish : rest) & ~(page_size - 1);
    if (size < smallest_pool) {
        panic("not enough memory behind the kernel image for the kernel pool");
    }
    info_page.reserved_0 = {KERNEL_PHYSICAL, image_end};
    info_page.reserved_1 = {begin, begin + size};
    info_page.semi_reserved = adapter_area;
    info_page.dedicated[0] = modules;
    initialize_frames(PhysAddr{begin}, PhysAddr{begin + size});
}

}  // namespace kumquat
