// memory_map_test.cpp -- untidy memory maps.
#include "kernel/boot/memory_map.hpp"

#include "kernel/memory_layout.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace kumquat {

namespace {

constexpr uint64_t mb = 1u << 20;
constexpr uint32_t ram = MemoryMapEntry::available, reserved = 2;

MemoryMapEntry entry(uint64_t base, uint64_t length, uint32_t type) {
    return {sizeof(MemoryMapEntry) - sizeof(uint32_t), base, length, type};
}

uint32_t end_of(const std::vector<MemoryMapEntry>& entries) {
    const uint32_t bytes =
        static_cast<uint32_t>(entries.size() * sizeof(MemoryMapEntry));
    const MemoryRange range = main_memory_of({entries.data(), bytes});
    EXPECT_EQ(range.low, 0u);
    return range.high;
}

}  // namespace

TEST(memory_map, a_tidy_pc) {
    EXPECT_EQ(
        end_of({entry(0, 0x9FC00, ram), entry(0x9FC00, 0x400, reserved),
                entry(0xF0000, 0x10000, reserved), entry(mb, 63 * mb - 0x20000, ram),
                entry(64 * mb - 0x20000, 0x20000, reserved)}),
        64 * mb - 0x20000);
}

TEST(memory_map, entries_in_any_order_that_touch_or_overlap) {
    EXPECT_EQ(end_of({entry(32 * mb, 16 * mb, ram), entry(8 * mb, 24 * mb, ram),
                      entry(mb, 9 * mb, ram)}),
              48 * mb);
}

TEST(memory_map, memory_beyond_a_hole_is_lost) {
    EXPECT_EQ(end_of({entry(mb, 15 * mb, ram), entry(17 * mb, 15 * mb, ram)}), 16 * mb);
}

TEST(memory_map, a_reserved_range_ends_memory_even_inside_available_ones) {
    EXPECT_EQ(end_of({entry(mb, 63 * mb, ram), entry(20 * mb, mb, reserved)}), 20 * mb);
    EXPECT_EQ(end_of({entry(20 * mb, mb, reserved), entry(mb, 63 * mb, ram)}), 20 * mb);
}

TEST(memory_map, more_than_256_mb_and_4_gb_are_cut_off) {
    EXPECT_EQ(end_of({entry(mb, 511 * mb, ram)}), DIRECT_WINDOW_SIZE);
    EXPECT_EQ(end_of({entry(mb, 8192 * mb, ram)}), DIRECT_WINDOW_SIZE);
    EXPECT_EQ(end_of({entry(mb, 31 * mb, ram), entry(4096 * mb, 4096 * mb, ram)}),
              32 * mb);
}

TEST(memory_map, the_end_is_cut_down_to_a_page) {
    EXPECT_EQ(end_of({entry(mb, mb + 0x1FFF, ram)}), 2 * mb + 0x1000);
}

TEST(memory_map, no_memory_at_1_mb_is_no_memory) {
    EXPECT_EQ(end_of({entry(0, 0x9FC00, ram), entry(2 * mb, mb, ram)}), 0u);
    EXPECT_EQ(end_of({}), 0u);
}

TEST(memory_map, entries_may_be_longer_than_we_know) {
    struct LongEntry {
        MemoryMapEntry entry;
        uint32_t more;
    };
    LongEntry entries[2] = {{entry(mb, mb, ram), 7}, {entry(2 * mb, mb, ram), 7}};
    for (LongEntry& each : entries) {
        each.entry.size = sizeof(LongEntry) - sizeof(uint32_t);
    }
    const MemoryRange range = main_memory_of({&entries[0].entry, sizeof(entries)});
    EXPECT_EQ(range.high, 3 * mb);
}

}  // namespace kumquat
