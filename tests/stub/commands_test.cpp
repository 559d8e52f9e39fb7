// commands_test.cpp -- what GDB asks, and what it hears.
#include "tests/stub/machine.hpp"

#include <gtest/gtest.h>

namespace kumquat::gdb {

namespace {

using What = Order::What;

class commands : public testing::Test {
protected:
    void SetUp() override { start_afresh(); }
};

TEST_F(commands, what_is_not_known_gets_an_empty_answer) {
    for (const char* command : {"", "!", "vMustReplyEmpty", "vKill;1", "qTStatus",
                                "X0,0:", "Z3,400000,4", "Z9,0,0", "QStartNoAckMode"}) {
        EXPECT_EQ(ask(command).text, "") << command;
    }
}

TEST_F(commands, registers_are_those_of_the_chosen_thread) {
    machine.registers[2][eip] = 0x12345678;
    machine.registers[1][eip] = 0xABCD;
    EXPECT_EQ(ask("g").text.substr(8 * eip, 8), "78563412");
    EXPECT_EQ(ask("Hg101").text, "OK");
    EXPECT_EQ(ask("p8").text, "cdab0000");
    EXPECT_EQ(ask("Hg0").text, "OK");  // any: the running one
    EXPECT_EQ(ask("p8").text, "78563412");
    EXPECT_EQ(ask("Hg102").text, "E01");  // nobody
}

TEST_F(commands, all_registers_have_the_lengths_of_the_description) {
    EXPECT_EQ(ask("g").text.size(), 2 * (28 * 4 + 8 * 10));
    EXPECT_EQ(ask("p10").text, std::string(20, 'x'));  // st0: not known
    EXPECT_EQ(ask("p24").text, "E01");
    const std::string description = ask("qXfer:features:read:target.xml:0,2000").text;
    std::size_t count = 0;
    for (auto at = description.find("<reg "); at != std::string::npos;
         at = description.find("<reg ", at + 1)) {
        ++count;
    }
    EXPECT_EQ(count, register_count);
}

TEST_F(commands, registers_are_written_one_by_one_or_all) {
    EXPECT_EQ(ask("P8=78563412").text, "OK");
    EXPECT_EQ(machine.registers[2][eip], 0x12345678u);
    EXPECT_EQ(ask("P20=00000000").text, "E01");  // CR0
    EXPECT_EQ(ask("P8=7856").text, "E01");
    std::string all = ask("g").text;
    all.replace(8 * ebx, 8, "04030201");
    all.replace(8 * eax, 8, "xxxxxxxx");  // keeps its value
    EXPECT_EQ(ask("G" + all).text, "OK");
    EXPECT_EQ(machine.registers[2][ebx], 0x01020304u);
    EXPECT_EQ(ask("G00").text, "E01");
}

TEST_F(commands, memory_is_that_of_the_chosen_thread_and_ends_where_its_pages_end) {
    machine.pages[1][page - 2] = 0xAB;
    EXPECT_EQ(ask("m401ffe,1").text, "ab");
    EXPECT_EQ(ask("m401ffe,10").text, "ab00");  // as much as there is
    EXPECT_EQ(ask("m402000,1").text, "E14");
    EXPECT_EQ(ask("Hg101").text, "OK");
    EXPECT_EQ(ask("m401ffe,1").text, "E14");
    EXPECT_EQ(ask("mffffffff,8").text, "E14");
}

TEST_F(commands, a_page_fits_into_one_answer) {
    EXPECT_EQ(ask("m400000,1000").text, std::string(2 * page, '0'));
    EXPECT_EQ(ask("m400000,ffffffff").text.size(), packet_capacity);
}

TEST_F(commands, memory_is_written_if_the_text_is_whole) {
    EXPECT_EQ(ask("M400000,3:0a0bff").text, "OK");
    EXPECT_EQ(machine.pages[0][1], 0x0B);
    EXPECT_EQ(ask("M400000,3:01020").text, "E01");
    EXPECT_EQ(ask("M400000,2:01zz").text, "E01");
    EXPECT_EQ(machine.pages[0][0], 0x0A);
    EXPECT_EQ(ask("M401fff,2:0102").text, "E14");
}

TEST_F(commands, numbers_that_are_too_long_or_missing_are_refused) {
    for (const char* command : {"m", "m,", "m123456789,1", "m400000", "M400000,1", "Z0",
                                "Z0,400000", "P", "p", "Hg", "H", "T", "z1,1"}) {
        EXPECT_EQ(ask(command).text, "E01") << command;
    }
}

TEST_F(commands, threads_are_listed_in_pieces) {
    const std::string whole = ask("qXfer:threads:read::0,1000").text;
    EXPECT_EQ(whole.substr(0, 48), "l<threads><thread id='1' name='0.0'>ready, regis");
    EXPECT_NE(whole.find("<thread id='101' name='2.0'>"), std::string::npos);
    std::string pieced;
    for (char more = 'm'; more == 'm';) {
        const std::string piece =
            ask("qXfer:threads:read::" +
                std::string{HexText{static_cast<uint32_t>(pieced.size())}.digits} +
                ",1f")
                .text;
        more = piece.at(0);
        pieced += piece.substr(1);
    }
    EXPECT_EQ("l" + pieced, whole);
    EXPECT_EQ(ask("qXfer:threads:read::ffffffff,ffffffff").text, "l");
}

TEST_F(commands, a_thread_exists_or_not) {
    EXPECT_EQ(ask("T101").text, "OK");
    EXPECT_EQ(ask("T102").text, "E01");
    EXPECT_EQ(ask("T0").text, "E01");
    EXPECT_EQ(ask("qC").text, "QC201");
    EXPECT_EQ(ask("qThreadExtraInfo,101").text.substr(0, 10), "7265616479");  // "ready"
}

TEST_F(commands, a_stop_tells_thread_and_cause) {
    EXPECT_EQ(ask("?").text, "T05thread:201;");
    EXPECT_EQ(ask("?", Stop{signal_memory}).text, "T0bthread:201;");
    EXPECT_EQ(ask("?", Stop{5, Stop::Cause::int3}).text, "T05thread:201;swbreak:;");
    EXPECT_EQ(
        ask("?", Stop{5, Stop::Cause::hit, {true, BreakKind::write, 0x400010}}).text,
        "T05thread:201;watch:400010;");
    EXPECT_EQ(ask("?", Stop{5, Stop::Cause::hit, {true, BreakKind::hardware, 1}}).text,
              "T05thread:201;hwbreak:;");
}

TEST_F(commands, going_on_and_stepping) {
    EXPECT_EQ(ask("vCont;c").order.what, What::go_on);
    EXPECT_EQ(ask("vCont;s:101;c").order.what, What::step);
    EXPECT_EQ(ask("vCont;s:101;c").order.thread, sigma0);
    EXPECT_EQ(ask("vCont;S05:101;C05:-1").order.thread, sigma0);
    EXPECT_EQ(ask("vCont;s").order.thread, root);
    EXPECT_EQ(ask("s").order.what, What::step);
    EXPECT_EQ(ask("C05").order.what, What::go_on);
    EXPECT_EQ(ask("c400010").order.what, What::go_on);
    EXPECT_EQ(machine.registers[2][eip], 0x400010u);
    for (const char* command :
         {"vCont;x", "vCont;s:", "vCont;s:999", "vCont;cc", "cx"}) {
        EXPECT_EQ(ask(command).order.what, What::answer) << command;
        EXPECT_EQ(ask(command).text, "E01") << command;
    }
}

TEST_F(commands, the_end) {
    EXPECT_EQ(ask("Z1,400000,1").text, "OK");
    EXPECT_EQ(ask("D").order.what, What::detach);
    put_in_breakpoints();
    EXPECT_EQ(machine.debug_control, 0u);  // forgotten
    EXPECT_EQ(ask("k").order.what, What::end_machine);
}

TEST_F(commands, a_new_gdb_finds_no_breakpoints_of_the_last_one) {
    EXPECT_EQ(ask("Z0,400000,1").text, "OK");
    EXPECT_EQ(ask("qSupported:swbreak+").text.substr(0, 15), "PacketSize=2080");
    put_in_breakpoints();
    EXPECT_EQ(machine.pages[0][0], 0);
}

}  // namespace

}  // namespace kumquat::gdb
