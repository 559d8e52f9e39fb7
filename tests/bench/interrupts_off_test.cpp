// interrupts_off_test.cpp -- how long interrupts stay off, told from the instructions alone.
#include "tools/plugin/interrupts_off.hpp"

#include <gtest/gtest.h>

namespace kumquat::plugin {
namespace {

constexpr uint32_t user = 0x1000, entry = 0xF1000000, place = 0xF1001000;

/// Feeds instructions of 4 bytes and counts them as the plugin does.
class Feeder {
public:
    Feeder() {
        report_.started = 1;
        one(0xF1009000, Kind::iret);  // boot ends
        many(user, 1);
    }
    void one(uint32_t address, Kind kind) {
        off_.step({address, kind, 4, 0, 0});
        ++report_.count;
    }
    void many(uint32_t address, unsigned count) {
        for (unsigned i = 0; i < count; ++i) {
            one(address + 4 * i, Kind::plain);
        }
    }
    const Report& report() const { return report_; }

private:
    Report report_{};
    InterruptsOff off_{&report_};
};

TEST(interrupts_off, from_entry_to_iret) {
    Feeder guest;
    guest.many(entry, 9);
    guest.one(entry + 36, Kind::iret);
    guest.many(user, 1);
    EXPECT_EQ(guest.report().longest_off, 10u);
    EXPECT_EQ(guest.report().longest_off_address, entry);
    EXPECT_EQ(guest.report().longest_off_end, entry + 36);
    EXPECT_EQ(guest.report().longest_off_number, 2u);
}

TEST(interrupts_off, boot_does_not_count) {
    Report report{};
    InterruptsOff off{&report};
    for (uint32_t i = 0; i < 50; ++i) {
        off.step({place + 4 * i, Kind::plain, 4, 0, 0});
    }
    off.step({place + 200, Kind::iret, 4, 0, 0});
    off.step({user, Kind::plain, 4, 0, 0});
    EXPECT_EQ(report.longest_off, 0u);
}

TEST(interrupts_off, an_opportunity_ends_the_time_and_a_new_one_begins) {
    Feeder guest;
    guest.many(entry, 20);
    guest.one(entry + 80, Kind::sti);
    guest.one(entry + 84, Kind::plain);
    guest.one(entry + 88, Kind::cli);
    guest.many(entry + 92, 5);
    guest.one(entry + 112, Kind::iret);
    guest.many(user, 1);
    EXPECT_EQ(guest.report().longest_off, 21u);
}

TEST(interrupts_off, an_interrupt_taken_at_an_opportunity_is_a_time_of_its_own) {
    Feeder guest;
    guest.many(entry, 3);
    guest.one(entry + 12, Kind::sti);
    guest.one(entry + 16, Kind::plain);
    guest.many(place, 30);  // the handler
    guest.one(place + 120, Kind::iret);
    guest.one(entry + 20, Kind::cli);
    guest.many(entry + 24, 8);
    guest.one(entry + 56, Kind::iret);
    guest.many(user, 1);
    EXPECT_EQ(guest.report().longest_off, 31u);
    EXPECT_EQ(guest.report().longest_off_address, place);
}

TEST(interrupts_off, a_user_instruction_that_cannot_be_fetched_is_an_opportunity) {
    Feeder guest;
    for (int i = 0; i < 3; ++i) {
        guest.many(entry, 9);
        guest.one(entry + 36, Kind::iret);
    }
    guest.many(user, 1);
    EXPECT_EQ(guest.report().longest_off, 10u);
}

TEST(interrupts_off, a_jump_to_a_place_that_was_open_opens_nothing) {
    Feeder guest;
    guest.one(entry, Kind::sti);
    guest.one(entry + 4, Kind::plain);
    guest.one(entry + 8, Kind::cli);
    guest.one(entry + 12, Kind::branch);
    guest.one(entry + 4, Kind::plain);  // now with interrupts off
    guest.one(entry + 8, Kind::cli);
    guest.many(entry + 12, 7);
    guest.one(entry + 40, Kind::iret);
    guest.many(user, 1);
    EXPECT_EQ(guest.report().longest_off, 11u);
}

TEST(interrupts_off, an_exception_inside_does_not_end_the_time) {
    Feeder guest;
    guest.many(entry, 10);
    guest.many(place, 10);  // a fault of the kernel, mended
    guest.one(place + 40, Kind::iret);
    guest.many(entry + 40, 10);
    guest.one(entry + 80, Kind::iret);
    guest.many(user, 1);
    EXPECT_EQ(guest.report().longest_off, 32u);
}

}  // namespace
}  // namespace kumquat::plugin
