// breakpoints_test.cpp -- int3 in the kernel's code, debug registers for all else.
#include "tests/stub/machine.hpp"

#include <gtest/gtest.h>

namespace kumquat::gdb {

namespace {

constexpr uint8_t int3 = 0xCC, nop = 0x90;

class breakpoints : public testing::Test {
protected:
    void SetUp() override {
        start_afresh();
        for (auto& content : machine.pages) {
            content.fill(nop);
        }
    }
};

TEST_F(breakpoints, are_in_the_code_of_the_kernel_only_while_the_machine_runs) {
    EXPECT_TRUE(add_breakpoint(BreakKind::software, kernel_page + 5, 1));
    EXPECT_EQ(machine.pages[4][5], nop);
    put_in_breakpoints();
    EXPECT_EQ(machine.pages[4][5], int3);
    EXPECT_TRUE(has_int3_at(kernel_page + 5));
    EXPECT_FALSE(has_int3_at(kernel_page + 6));
    EXPECT_EQ(machine.debug_control, 0u);
    take_out_breakpoints();
    EXPECT_EQ(machine.pages[4][5], nop);
    put_in_breakpoints();
    EXPECT_EQ(machine.pages[4][5], int3);
}

TEST_F(breakpoints, change_no_program_for_others_lie_at_the_same_address) {
    const auto before = machine.pages;
    for (uint32_t i = 0; i < 4; ++i) {
        EXPECT_TRUE(add_breakpoint(BreakKind::software, shared_page + i, 1));
    }
    put_in_breakpoints();
    EXPECT_EQ(machine.pages, before);
    EXPECT_EQ(machine.debug_addresses[3], shared_page + 3);
    EXPECT_EQ(machine.debug_control & 0xFF, 0x55u);
}

TEST_F(breakpoints, a_page_that_has_got_another_content_keeps_it) {
    EXPECT_TRUE(add_breakpoint(BreakKind::software, kernel_page, 1));
    put_in_breakpoints();
    machine.pages[4][0] = 0x55;
    take_out_breakpoints();
    EXPECT_EQ(machine.pages[4][0], 0x55);
}

TEST_F(breakpoints, where_no_code_is_yet_a_debug_register_waits) {
    machine.own_page_is_there = false;
    EXPECT_TRUE(add_breakpoint(BreakKind::software, own_page, 1));
    put_in_breakpoints();
    EXPECT_EQ(machine.debug_addresses[0], own_page);
    EXPECT_EQ(machine.debug_control,
              0x501u);  // L0, LE, the reserved bit; execution, 1 byte
    EXPECT_EQ(find_hit(1).kind, BreakKind::hardware);
    take_out_breakpoints();
    EXPECT_EQ(machine.debug_control, 0u);
    remove_breakpoint(BreakKind::software, own_page, 1);
    EXPECT_FALSE(find_hit(1).is_ours);
}

TEST_F(breakpoints, code_that_will_be_gone_is_not_touched) {
    EXPECT_TRUE(add_breakpoint(BreakKind::software, start_up_page + 16, 1));
    put_in_breakpoints();
    EXPECT_EQ(machine.pages[3][16], nop);
    EXPECT_EQ(machine.debug_addresses[0], start_up_page + 16);
}

TEST_F(breakpoints, watchpoints_have_the_bits_of_the_manual) {
    EXPECT_TRUE(add_breakpoint(BreakKind::write, shared_page, 4));
    EXPECT_TRUE(add_breakpoint(BreakKind::access, shared_page + 6, 2));
    put_in_breakpoints();
    // DR0: write, 4 bytes (R/W 01, LEN 11); DR1: access, 2 bytes (R/W 11, LEN 01).
    EXPECT_EQ(machine.debug_control, 0x007D0505u);
    EXPECT_EQ(find_hit(2).address, shared_page + 6);
    EXPECT_EQ(find_hit(1).kind, BreakKind::write);
    EXPECT_FALSE(find_hit(4).is_ours);
}

TEST_F(breakpoints, a_long_or_crooked_watchpoint_takes_several_registers) {
    EXPECT_TRUE(add_breakpoint(BreakKind::write, shared_page + 3, 6));  // 1 + 4 + 1
    put_in_breakpoints();
    EXPECT_EQ(machine.debug_addresses[1], shared_page + 4);
    EXPECT_EQ(find_hit(4).address, shared_page + 3);  // as GDB has named it
    EXPECT_FALSE(add_breakpoint(BreakKind::write, shared_page + 16, 8));
    EXPECT_TRUE(add_breakpoint(BreakKind::write, shared_page + 16, 4));
    EXPECT_FALSE(add_breakpoint(BreakKind::hardware, shared_page, 1));
    remove_breakpoint(BreakKind::write, shared_page + 3, 6);
    EXPECT_TRUE(add_breakpoint(BreakKind::hardware, shared_page, 1));
}

TEST_F(breakpoints, the_same_one_twice_is_one) {
    for (int i = 0; i < 9; ++i) {
        EXPECT_TRUE(add_breakpoint(BreakKind::write, shared_page, 4));
        EXPECT_TRUE(add_breakpoint(BreakKind::software, kernel_page, 1));
    }
    remove_breakpoint(BreakKind::software, kernel_page, 1);
    put_in_breakpoints();
    EXPECT_EQ(machine.pages[4][0], nop);
}

TEST_F(breakpoints, too_many_are_refused) {
    uint32_t count = 0;
    while (count < page &&
           add_breakpoint(BreakKind::software, kernel_page + count, 1)) {
        ++count;
    }
    EXPECT_EQ(count, 64u);
    for (count = 0; add_breakpoint(BreakKind::software, own_page + count, 1);) {
        ++count;
    }
    EXPECT_EQ(count, 4u);
    EXPECT_FALSE(add_breakpoint(BreakKind::write, kernel_page, 0));
    EXPECT_FALSE(add_breakpoint(BreakKind::write, kernel_page, 0xFFFFFFFF));
    EXPECT_FALSE(add_breakpoint(BreakKind::read, kernel_page, 4));
}

}  // namespace

}  // namespace kumquat::gdb
