// fields_test.cpp -- the dope and the timeouts of an ipc, field by field.
#include "kernel/abi/timeouts.hpp"
#include "visualizer/model/dope_words.hpp"

#include <gtest/gtest.h>

namespace kumquat {
namespace {

TEST(dope, is_told_field_by_field) {
    const auto words = dope_words(0x00006130 | 2);
    EXPECT_EQ(words[0], "bits 31 to 13: 3 words");
    EXPECT_EQ(words[1], "bits 12 to 8: 1 strings");
    EXPECT_EQ(words[2], "bits 7 to 4: send timeout");
    EXPECT_EQ(words[3], "bit 1: pages came with it");
    EXPECT_EQ(words.size(), 4u);
}

TEST(fpage, is_told_field_by_field) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(fpage_words(0x00800032),
              (Lines{"bits 31 to 12: from 0x00800000", "bits 7 to 2: 2^12 bytes",
                     "bit 1: with the right to write",
                     "bit 0 is clear: mapped, so the sender keeps it"}));
    EXPECT_EQ(fpage_words(0x00400059),
              (Lines{"bits 31 to 12: from 0x00400000", "bits 7 to 2: 2^22 bytes",
                     "bit 1 is clear: to be read only",
                     "bit 0: granted, so the sender loses it"}));
    EXPECT_EQ(fpage_words(7), (Lines{"bits 7 to 2: less than a page, so no fpage"}));
}

TEST(timeouts, become_fields_that_mean_the_same) {
    for (const auto& [word, us] :
         {std::pair{0x7D00000Du, 2'000u}, std::pair{0x4F00000Cu, 5'056u},
          std::pair{0x0100000Fu, 1u}, std::pair{0x0F000001u, 15u << 28}}) {
        EXPECT_EQ(TimeoutWord{word}.receive(), Timeout{us});
        const auto fields = timeout_fields(us);
        ASSERT_TRUE(fields);
        EXPECT_EQ(TimeoutWord{timeout_part(*fields, false)}.receive(), Timeout{us});
        EXPECT_EQ(TimeoutWord{timeout_part(*fields, true)}.send(), Timeout{us});
    }
    EXPECT_TRUE(TimeoutWord{timeout_part(*timeout_fields(0xFFFFFFFF), false)}
                    .receive()
                    .is_never());
    EXPECT_TRUE(
        TimeoutWord{timeout_part(*timeout_fields(0), false)}.receive().is_zero());
    EXPECT_FALSE(timeout_fields(257)) << "no mantissa of 8 bits with a power of four";
    EXPECT_EQ(
        timeout_words(2000, false),
        "2,000 µs = 125 × 4^(15 − 13): mantissa 125 in bits 31 to 24, exponent 13 "
        "in bits 3 to 0.");
}

}  // namespace
}  // namespace kumquat
