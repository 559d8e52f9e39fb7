// timeouts_test.cpp -- mantissas and exponents.
#include "kernel/abi/timeouts.hpp"

#include <gtest/gtest.h>

namespace kumquat {

TEST(timeouts, words_of_the_specified_vectors) {
    EXPECT_EQ(TimeoutWord{0x98000007}.receive().us(), 9'961'472u);
    EXPECT_TRUE(TimeoutWord{0x98000007}.send().is_never());
    EXPECT_EQ(TimeoutWord{0x4C000006}.receive().us(), 19'922'944u);
    EXPECT_EQ(TimeoutWord{0xFA00000C}.receive().us(), 16'000u);
    EXPECT_TRUE(TimeoutWord{0x00000010}.send().is_zero());
    EXPECT_TRUE(TimeoutWord{0x00000010}.receive().is_never());
    EXPECT_TRUE(TimeoutWord{0x00000001}.receive().is_zero());
    EXPECT_TRUE(TimeoutWord{0x00000001}.send().is_never());
    EXPECT_TRUE(TimeoutWord{0x0000FF01}.send_fault().is_zero());
    EXPECT_TRUE(TimeoutWord{0x0000FF01}.receive_fault().is_zero());
}

TEST(timeouts, exponent_zero_is_never_whatever_the_mantissa) {
    EXPECT_TRUE(TimeoutWord{0xFFFF0000}.send().is_never());
    EXPECT_TRUE(TimeoutWord{0xFFFF0000}.receive().is_never());
}

TEST(timeouts, every_unit_is_a_power_of_four) {
    uint64_t unit = 1;
    for (uint32_t exponent = 15; exponent >= 1; --exponent) {
        EXPECT_EQ(TimeoutWord::unit_us(exponent), unit);
        EXPECT_EQ(TimeoutWord{0x01000000 | exponent}.receive().us(), unit);
        EXPECT_EQ((TimeoutWord{0x00010000 | exponent << 4}.send().us()), unit);
        unit *= 4;
    }
}

TEST(timeouts, the_longest_is_about_19_hours) {
    EXPECT_EQ(TimeoutWord{0xFF000001}.receive().us(), 255ull * 268'435'456);
}

TEST(timeouts, page_fault_exponents) {
    EXPECT_TRUE(TimeoutWord{0}.send_fault().is_never());
    EXPECT_EQ(TimeoutWord{0x1000}.send_fault().us(), 268'435'456u);
    EXPECT_EQ(TimeoutWord{0xE000}.send_fault().us(), 4u);
    EXPECT_TRUE(TimeoutWord{0xF000}.send_fault().is_zero());
    EXPECT_EQ(TimeoutWord{0x0E00}.receive_fault().us(), 4u);
}

}  // namespace kumquat
