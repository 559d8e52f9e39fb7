// packet_test.cpp -- packets are found in whatever comes over the line.
#include "tests/stub/machine.hpp"

#include <gtest/gtest.h>

namespace kumquat::gdb {

namespace {

using Event = PacketReader::Event;

/// All that comes out of these bytes; packets with their texts.
std::vector<std::string> read_all(const std::string& bytes) {
    PacketReader reader;
    std::vector<std::string> found;
    for (const char byte : bytes) {
        switch (reader.take(static_cast<uint8_t>(byte))) {
        case Event::none:
            break;
        case Event::packet:
            found.emplace_back(reader.begin(), reader.end());
            break;
        case Event::damaged:
            found.emplace_back("(damaged)");
            break;
        case Event::too_long:
            found.emplace_back("(too long)");
            break;
        case Event::again:
            found.emplace_back("(again)");
            break;
        case Event::interrupt:
            found.emplace_back("(interrupt)");
            break;
        }
    }
    return found;
}

using Found = std::vector<std::string>;

TEST(packet, has_the_checksum_of_the_manual) {
    EXPECT_EQ(packet("OK"), "$OK#9a");
    EXPECT_EQ(read_all("$OK#9a"), Found{"OK"});
    EXPECT_EQ(read_all("$OK#9A"), Found{"OK"});
}

TEST(packet, with_a_wrong_checksum_is_none) {
    EXPECT_EQ(read_all("$OK#9b"), Found{"(damaged)"});
    EXPECT_EQ(read_all("$OK#zz"), Found{"(damaged)"});
    EXPECT_EQ(read_all("$OL#9a"), Found{"(damaged)"});
}

TEST(packet, is_found_behind_garbage_and_lost_acknowledgements) {
    EXPECT_EQ(read_all("++\xFF\x80garbage#00" + packet("?")), Found{"?"});
    EXPECT_EQ(read_all("-+" + packet("g")), (Found{"(again)", "g"}));
}

TEST(packet, begins_afresh_after_one_that_broke_off) {
    EXPECT_EQ(read_all("$m1000,4" + packet("g")), Found{"g"});
    EXPECT_EQ(read_all("$m1000,4#" + packet("g")), Found{"g"});
    EXPECT_EQ(read_all("$m1000,4#a" + packet("g")), Found{"g"});
}

TEST(packet, control_c_counts_between_packets_only) {
    EXPECT_EQ(read_all("\3"), Found{"(interrupt)"});
    EXPECT_EQ(read_all(packet("a\3b")), Found{"a\3b"});
}

TEST(packet, may_be_as_long_as_there_is_room_and_no_longer) {
    const std::string longest(packet_capacity, 'x');
    EXPECT_EQ(read_all(packet(longest)), Found{longest});
    EXPECT_EQ(read_all(packet(longest + 'x') + packet("g")),
              (Found{"(too long)", "g"}));
}

TEST(packet, runs_come_back_as_they_were) {
    for (char character : {'0', 'x'}) {
        for (std::size_t length = 1; length < 300; ++length) {
            Reply reply;
            const std::string text =
                "a" + std::string(length, character) + "b" + std::string(length, 'c');
            reply.text(text.c_str());
            EXPECT_EQ(sent_by(reply), text);
        }
    }
}

TEST(packet, a_run_is_written_as_the_manual_does) {
    Reply reply;
    std::string sent;
    reply.text("0000");
    static std::string said;
    said.clear();
    reply.send_to([](char character) { said += character; });
    EXPECT_EQ(said.substr(0, 5), "$0* #");
}

TEST(packet, an_answer_that_is_too_long_is_cut_off) {
    Reply reply;
    for (uint32_t i = 0; i < 2 * packet_capacity; ++i) {
        reply.put(static_cast<char>('a' + i % 7));
    }
    EXPECT_EQ(sent_by(reply).size(), packet_capacity);
}

TEST(packet, numbers_have_no_leading_zeros_and_words_begin_with_their_lowest_byte) {
    Reply reply;
    reply.number(0);
    reply.put(' ');
    reply.number(0xC0DE);
    reply.put(' ');
    reply.number(0xFFFFFFFF);
    reply.put(' ');
    reply.word(0x12345678);
    EXPECT_EQ(sent_by(reply), "0 c0de ffffffff 78563412");
}

}  // namespace

}  // namespace kumquat::gdb
