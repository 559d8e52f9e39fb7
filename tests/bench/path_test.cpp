// path_test.cpp -- cutting a recording into round trips, ways through the kernel, cache lines.
#include "tools/bench/cache_lines.hpp"
#include "tools/bench/path.hpp"
#include "tools/bench/size.hpp"

#include <gtest/gtest.h>

namespace kumquat::bench {
namespace {

using plugin::Entry;
using plugin::Kind;

constexpr uint32_t client = 0x1000, server = 0x2000, kernel = 0xF1000000;
constexpr uint32_t client_frame = 0xC00007EC, server_frame = 0xC0000FEC;
constexpr uint8_t ipc = 0x30, other = 0x31;

void add_int(Entries& entries, uint32_t address, uint8_t vector = ipc) {
    entries.push_back({address, Kind::call_gate, 2, vector, 0});
}

void add_plain(Entries& entries, uint32_t address, unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
        entries.push_back({address + 4 * i, Kind::plain, 4, 0, 0});
    }
}

/// An iret as the emulator shows it: three words of the frame, a descriptor, two words.
void add_iret(Entries& entries, uint32_t frame) {
    entries.push_back({kernel + 0x100, Kind::iret, 1, 0, 0});
    for (uint32_t word = 0; word < 5; ++word) {
        if (word == 3) {
            entries.push_back({0xF1015598, Kind::load, 4, 0, 0});
        }
        entries.push_back({frame + 4 * word, Kind::load, 4, 0, 0});
    }
}

/// Calls of a client, each with `work` instructions in the kernel and an iret each way.
Entries calls(unsigned count, unsigned work) {
    Entries entries;
    for (unsigned i = 0; i < count; ++i) {
        add_int(entries, client);
        add_plain(entries, kernel, work);
        add_iret(entries, server_frame);
        add_plain(entries, server + 2, 1);
        add_int(entries, server);
        add_plain(entries, kernel, work);
        add_iret(entries, client_frame);
        add_plain(entries, client + 2, 3);
    }
    return entries;
}

TEST(path, a_round_trip_goes_from_int_to_int_of_the_first_caller) {
    const Entries entries = calls(5, 7);
    const auto round_trip = steady(periods(steps_of(entries), ipc));
    const Steps steps = steps_of(entries);
    const auto all = periods(steps, ipc);
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[0].size(), 1u + 8 + 2 + 8 + 3);
    EXPECT_EQ(kernel_count(all[0]), 16u);
    const auto runs = kernel_runs(all[0]);
    ASSERT_EQ(runs.size(), 2u);
    EXPECT_EQ(runs[0].size(), 8u);
    EXPECT_EQ((runs[1].data() - 1)->address(), server);
    ASSERT_TRUE(round_trip);
}

TEST(path, one_round_trip_with_an_interrupt_in_it_does_not_count) {
    Entries entries = calls(3, 7);
    const Entries slow = calls(1, 300), rest = calls(5, 7);
    entries.insert(entries.end(), slow.begin(), slow.end());
    entries.insert(entries.end(), rest.begin(), rest.end());
    const Steps steps = steps_of(entries);
    const auto round_trip = steady(periods(steps, ipc));
    ASSERT_TRUE(round_trip);
    EXPECT_EQ(round_trip->size(), 22u);
}

TEST(path, nothing_is_steady_if_calls_differ_or_are_few) {
    const Entries few = calls(4, 7);  // three periods
    EXPECT_FALSE(steady(periods(steps_of(few), ipc)));
    Entries different;
    for (unsigned work = 1; work < 12; ++work) {
        const Entries more = calls(1, work);
        different.insert(different.end(), more.begin(), more.end());
    }
    EXPECT_FALSE(steady(periods(steps_of(different), ipc)));
    EXPECT_FALSE(steady(periods(steps_of(calls(9, 7)), other)));
}

TEST(path, cache_lines_hold_code_accesses_and_both_frames_but_no_descriptors) {
    const Entries entries = calls(5, 9);  // 36 bytes of code: 2 lines, and the iret's
    const Steps steps = steps_of(entries);
    const CacheLines lines{steps};
    const auto runs = kernel_runs(periods(steps, ipc)[0]);
    EXPECT_EQ(lines.code_lines(runs[0]), 3u);
    // Client's frame: the processor pushed it at the int; server's frame: popped.
    EXPECT_EQ(lines.data_lines(*(runs[0].data() - 1), runs[0]), 2u);
}

TEST(path, an_access_that_straddles_lines_touches_both) {
    Entries entries = calls(5, 1);
    const Entry access{0xC001001E, Kind::store, 4, 0, 0};
    entries.insert(entries.begin() + 2, access);
    const Steps steps = steps_of(entries);
    const CacheLines lines{steps};
    const auto runs = kernel_runs(periods(steps, ipc)[0]);
    EXPECT_EQ(lines.data_lines(*(runs[0].data() - 1), runs[0]), 4u);
}

TEST(lines, comments_and_blanks_do_not_count) {
    EXPECT_EQ(code_lines_of(""), 0u);
    EXPECT_EQ(code_lines_of("// a\n\n  /* b\n c */\nint x;  // d\n"), 1u);
    EXPECT_EQ(code_lines_of("a(\"//\");\nb('\"');  /* x */ c();\n// \"\nd();"), 3u);
    EXPECT_EQ(code_lines_of("x = 1'000'000; // y\n/* 'a */ z;\n"), 2u);
}

}  // namespace
}  // namespace kumquat::bench
