// nonce_test.cpp -- nonces differ where they must, and repeat where they must.
#include "grading/nonce.hpp"

#include "labs/common/numbers.hpp"
#include "labs/lab00-first-light/memory_maps.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace kumquat::grading {
namespace {

TEST(nonce, differs_from_test_to_test_and_from_run_to_run) {
    const NonceSource one{".", {"Makefile"}}, other{".", {"Makefile"}};
    EXPECT_EQ(one.nonce_of("a.b"), one.nonce_of("a.b"));
    EXPECT_NE(one.nonce_of("a.b"), one.nonce_of("a.c"));
    EXPECT_NE(one.nonce_of("a.b"), other.nonce_of("a.b"));
}

TEST(nonce, can_be_shown_again) {
    EXPECT_EQ(NonceSource{0xABCD}.nonce_of("any.thing"), 0xABCDu);
    EXPECT_EQ(parse_nonce("00000000DEADBEEF"), 0xDEADBEEFu);
    for (const char* wrong : {"", "1234", "00000000DEADBEEG", "0x0000000DEADBEE",
                              "00000000DEADBEEF0", "-000000000000001"}) {
        EXPECT_EQ(parse_nonce(wrong), std::nullopt) << wrong;
    }
}

TEST(nonce, numbers_are_splitmix64) {
    // First outputs of splitmix64 seeded with 1234567, high halves. Source: Rosetta Code,
    // "Pseudo-random numbers/Splitmix64".
    const std::vector<uint32_t> numbers = numbers_of(1234567);
    EXPECT_EQ(numbers[0], 6457827717110365317u >> 32);
    EXPECT_EQ(numbers[1], 3203168211198807973u >> 32);
}

TEST(memory_maps, have_the_answer_that_they_claim) {
    // Checked by painting pages: RAM first, then everything that is reserved over it.
    for (uint64_t nonce = 0; nonce < 300; ++nonce) {
        for (auto* draw :
             {maps::tidy, maps::shuffled, maps::with_hole, maps::with_reserved,
              maps::large, maps::uneven, maps::wide}) {
            const std::vector<uint32_t> words = numbers_of(nonce);
            Numbers numbers{words.data(), numbers_in_a_test};
            const DrawnMap map = draw(numbers, static_cast<uint32_t>(nonce));
            std::vector<bool> is_ram(256 << 8);
            for (const uint32_t type : {1u, 2u}) {
                for (uint32_t i = 0; i < map.count; ++i) {
                    const DrawnEntry& entry = map.entries[i];
                    if ((entry.type == 1) != (type == 1)) {
                        continue;
                    }
                    for (uint64_t page = 0; page < is_ram.size(); ++page) {
                        const uint64_t begin = page * 4096, end = begin + 4096;
                        const bool inside =
                            entry.base <= begin && end <= entry.base + entry.length;
                        const bool touches =
                            entry.base < end && begin < entry.base + entry.length;
                        if (type == 1 ? inside : touches) {
                            is_ram[page] = type == 1;
                        }
                    }
                }
            }
            uint32_t high = 256;
            while (high < is_ram.size() && is_ram[high]) {
                ++high;
            }
            ASSERT_EQ(high * 4096, map.high) << "nonce " << nonce;
        }
    }
}

}  // namespace
}  // namespace kumquat::grading
