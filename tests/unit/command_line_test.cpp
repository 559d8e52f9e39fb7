// command_line_test.cpp -- options of the kernel.
#include "kernel/boot/command_line.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kumquat {

namespace {

std::string value_of(const char* name) {
    uint32_t length = 0;
    const char* const value = option(name, length);
    return value == nullptr ? "(none)" : std::string{value, length};
}

}  // namespace

TEST(command_line, finds_options_anywhere) {
    set_command_line("kumquat trace=stream kmem=12 test=a.b nonce=1F");
    EXPECT_EQ(value_of("trace"), "stream");
    EXPECT_EQ(value_of("test"), "a.b");
    EXPECT_EQ(value_of("nonce"), "1F");
    EXPECT_EQ(option_number("kmem", 0), 12u);
}

TEST(command_line, a_missing_option_is_missing) {
    set_command_line("kumquat xtrace=1 trac=2 trace");
    EXPECT_EQ(value_of("trace"), "(none)");
    EXPECT_EQ(option_number("kmem", 7), 7u);
}

TEST(command_line, an_option_equals_only_the_whole_value) {
    set_command_line("trace=streams");
    EXPECT_FALSE(option_is("trace", "stream"));
    EXPECT_TRUE(option_is("trace", "streams"));
    EXPECT_FALSE(option_is("trace", "streams2"));
}

TEST(command_line, what_is_no_number_gives_the_default) {
    set_command_line("kmem= tracekb=x12");
    EXPECT_EQ(option_number("kmem", 3), 3u);
    EXPECT_EQ(option_number("tracekb", 4), 4u);
}

TEST(command_line, an_endless_line_is_cut_off) {
    set_command_line((std::string(5000, 'a') + " kmem=5").c_str());
    EXPECT_EQ(option_number("kmem", 1), 1u);
}

TEST(command_line, numbers_stop_where_they_end) {
    const std::string text = "1f,2G";
    const char* place = text.c_str();
    const char* const end = place + text.size();
    EXPECT_EQ(parse_number(place, end, 16), 0x1Fu);
    EXPECT_EQ(*place, ',');
    ++place;
    EXPECT_EQ(parse_number(place, end, 10), 2u);
    EXPECT_EQ(*place, 'G');
}

}  // namespace kumquat
