// fpage_test.cpp -- flexpages and where they land.
#include "kernel/memory/placement.hpp"

#include <gtest/gtest.h>

namespace kumquat {

TEST(fpage, words_of_the_specified_vectors) {
    EXPECT_EQ(Fpage::whole_space().word(), 0x00000080u);
    EXPECT_EQ(Fpage::make(0x1000, 12).word(), 0x00001030u);
    EXPECT_EQ(Fpage::make(0x1000, 12, Fpage::write_bit).word(), 0x00001032u);
    EXPECT_EQ(Fpage::make(0x400000, 22, Fpage::write_bit).word(), 0x0040005Au);
    EXPECT_EQ(Fpage::make(0x400000, 22, Fpage::write_bit | Fpage::grant_bit).word(),
              0x0040005Bu);
}

TEST(fpage, smaller_than_a_page_is_invalid) {
    EXPECT_FALSE(Fpage{0}.is_valid());
    EXPECT_FALSE(Fpage{11u << 2}.is_valid());
    EXPECT_TRUE(Fpage{12u << 2}.is_valid());
}

TEST(fpage, orders_above_32_count_as_the_whole_space) {
    EXPECT_EQ(Fpage{63u << 2}.order(), 32u);
    EXPECT_EQ((Fpage{0xFFFFF000 | 63u << 2}.base()), 0u);
}

TEST(fpage, a_misaligned_base_is_cut_down) {
    EXPECT_EQ((Fpage{0x00403000 | 22u << 2}.base()), 0x00400000u);
    EXPECT_EQ(Fpage::make(0x12345678, 16).base(), 0x12340000u);
}

TEST(fpage, reserved_bits_do_not_matter) {
    EXPECT_EQ((Fpage{0x00001F30}.base()), 0x1000u);
    EXPECT_EQ((Fpage{0x00001F30}.order()), 12u);
}

TEST(placement, a_page_lands_at_the_hot_spot_of_the_whole_space) {
    const Placement where =
        place(Fpage::make(0x5000, 12), Fpage::whole_space(), 0x00123456);
    EXPECT_EQ(where, (Placement{0x5000, 0x00123000, 1}));
}

TEST(placement, a_small_fpage_goes_to_the_hot_spot_within_the_window) {
    const Placement where =
        place(Fpage::make(0x8000, 13), Fpage::make(0x400000, 16), 0xABCD7000);
    EXPECT_EQ(where, (Placement{0x8000, 0x406000, 2}));
}

TEST(placement, a_large_fpage_gives_the_part_at_the_hot_spot) {
    // The scenario of the specification: 4 MB into a 4 KB window, hot spot 0x5000.
    const Placement where =
        place(Fpage::make(0x00800000, 22), Fpage::make(0x9000, 12), 0x5000);
    EXPECT_EQ(where, (Placement{0x00805000, 0x9000, 1}));
}

TEST(placement, equal_sizes_ignore_the_hot_spot) {
    const Placement where =
        place(Fpage::make(0x10000, 14), Fpage::make(0x20000, 14), 0xFFFFFFFF);
    EXPECT_EQ(where, (Placement{0x10000, 0x20000, 4}));
}

TEST(placement, whole_space_to_whole_space_is_the_identity) {
    EXPECT_EQ(place(Fpage::whole_space(), Fpage::whole_space(), 0x1234000),
              (Placement{0, 0, 1u << 20}));
}

TEST(placement, never_leaves_either_fpage) {
    for (uint32_t s = 12; s <= 31; ++s) {
        for (uint32_t r = 12; r <= 31; ++r) {
            for (const uint32_t spot : {0u, 0x1000u, 0x7FFFF000u, 0xFFFFFFFFu}) {
                const Fpage send = Fpage::make(0x80000000, s);
                const Fpage window = Fpage::make(0x40000000, r);
                const Placement where = place(send, window, spot);
                EXPECT_EQ(where.order(), s < r ? s : r);
                EXPECT_EQ(Fpage::align(where.source, s), send.base());
                EXPECT_EQ(Fpage::align(where.destination, r), window.base());
                EXPECT_EQ(Fpage::align(where.source, where.order()), where.source);
                EXPECT_EQ(Fpage::align(where.destination, where.order()),
                          where.destination);
            }
        }
    }
}

}  // namespace kumquat
