// fuzz_test.cpp -- a million malformed packets, and whatever else a line may bring.
// Right packets are damaged: bytes changed, lost, doubled, cut off, too long; half of them get a
// right checksum again, so that the commands behind the framing hear nonsense, too. Sanitizers watch
// every access; the test itself, that answers are packets, and that the stub is none the worse.
#include "tests/stub/machine.hpp"

#include <gtest/gtest.h>
#include <random>

namespace kumquat::gdb {

namespace {

using Event = PacketReader::Event;

constexpr uint32_t packets = 1'000'000, seed = 20'26;

const std::vector<std::string> right = {"?",
                                        "g",
                                        "G" + std::string(16 * 8, '0'),
                                        "p8",
                                        "P8=78563412",
                                        "m400000,10",
                                        "M400ff0,4:01020304",
                                        "Hg101",
                                        "Hc-1",
                                        "T201",
                                        "Z0,400004,1",
                                        "z0,400004,1",
                                        "Z1,401000,1",
                                        "Z2,400010,4",
                                        "z2,400010,4",
                                        "Z4,400020,2",
                                        "vCont?",
                                        "vCont;s:201;c",
                                        "vCont;c:-1",
                                        "c",
                                        "s",
                                        "C05",
                                        "qSupported:multiprocess+;swbreak+",
                                        "qXfer:features:read:target.xml:0,7ff",
                                        "qXfer:threads:read::40,100",
                                        "qThreadExtraInfo,101",
                                        "qAttached",
                                        "qC",
                                        "D",
                                        "k"};

class Damager {
public:
    std::string damaged() {
        std::string text = right[below(right.size())];
        for (std::size_t i = 0; i <= below(3); ++i) {
            damage(text);
        }
        std::string bytes = packet(text);
        if (below(2) == 0) {
            damage(bytes);
        }
        return bytes;
    }
    std::size_t below(std::size_t limit) { return random_() % limit; }

private:
    void damage(std::string& text) {
        const std::size_t at = below(text.size() + 1);
        switch (below(8)) {
        case 0:
            text.insert(at, 1, static_cast<char>(below(256)));
            break;
        case 1:
            text.erase(at, 1 + below(4));
            break;
        case 2:
            text.insert(at, text.substr(0, below(20)));
            break;
        case 3:
            text.resize(at);
            break;
        case 4:
            text.insert(at, 1 + below(12), "0f,;:#$}-\3"[below(10)]);
            break;
        case 5:
            if (below(200) == 0) {  // rare: it takes long
                text.insert(at, packet_capacity, 'f');
            }
            break;
        default:
            if (at < text.size()) {
                text[at] = static_cast<char>(below(256));
            }
        }
    }

    std::minstd_rand random_{seed};
};

/// A stub that reads from a line and answers.
class Line {
public:
    void take(const std::string& bytes) {
        for (const char byte : bytes) {
            const Event event = reader_.take(static_cast<uint8_t>(byte));
            ++seen_[static_cast<std::size_t>(event)];
            if (event == Event::packet) {
                obey();
            }
        }
    }
    uint64_t seen(Event event) const { return seen_[static_cast<std::size_t>(event)]; }
    uint64_t runs() const { return runs_; }
    const Reply& reply() const { return reply_; }

private:
    void obey() {
        const Order order = carry_out(reader_.begin(), reader_.end(), {}, reply_);
        if (order.what == Order::What::go_on || order.what == Order::What::step) {
            put_in_breakpoints();
            take_out_breakpoints();
            ++runs_;
        }
    }

    PacketReader reader_;
    Reply reply_;
    std::array<uint64_t, 6> seen_ = {};
    uint64_t runs_ = 0;
};

TEST(fuzz, a_million_malformed_packets) {
    start_afresh();
    Damager damager;
    static Line line;
    for (uint32_t i = 0; i < packets; ++i) {
        line.take(damager.damaged());
        if (i % 1000 == 0) {
            sent_by(line.reply());
            line.take(packet("qSupported") + packet("Hg201") + packet("P0=01020304") +
                      packet("p0"));
            ASSERT_EQ(sent_by(line.reply()), "01020304") << "after packet " << i;
        }
    }
    // It has been everywhere.
    EXPECT_GT(line.seen(Event::packet), packets / 4);
    EXPECT_GT(line.seen(Event::damaged), packets / 8);
    EXPECT_GT(line.seen(Event::too_long), 100u);
    EXPECT_GT(line.seen(Event::again), 100u);
    EXPECT_GT(line.seen(Event::interrupt), 100u);
    EXPECT_GT(line.runs(), 1000u);
}

TEST(fuzz, a_packet_with_a_wrong_checksum_changes_nothing) {
    start_afresh();
    Damager damager;
    static Line line;
    for (uint32_t i = 0; i < packets / 10; ++i) {
        std::string bytes = packet("M400000,4:ffffffff");
        const std::size_t at = 1 + damager.below(bytes.size() - 1);
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << damager.below(4)));
        line.take(bytes);
        ASSERT_EQ(machine.pages[0][0], 0) << bytes;
    }
}

}  // namespace

}  // namespace kumquat::gdb
