// long_strings.cpp -- strings of 4 MB, and what else happens while they are copied.
#include "tests/conformance/guests/receiver.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t source = 0x00400000, target = 0x00900000, longest = 4u << 20;
MessageBuffer<2, 1> inbox, outbox;
volatile uint32_t looks_in_the_middle = 0;

volatile uint32_t& word(uint32_t address) {
    return *reinterpret_cast<volatile uint32_t*>(uintptr_t{address});
}

void fill_source(uint32_t bytes) {
    for (uint32_t i = 0; i < bytes; i += 4) {
        word(source + i) = i * 0x9E3779B1u;
    }
}

/// How many of the words at the target differ from the source?
uint32_t differences(uint32_t bytes, uint32_t shift) {
    uint32_t wrong = 0;
    for (uint32_t i = 0; i + 4 <= bytes; i += 4) {
        wrong += word(target + shift + i) == word(source + i) ? 0 : 1;
    }
    return wrong;
}

/// Looks at the copy every other millisecond: has it begun, and not come to its end?
void look_often() {
    for (;;) {
        sleep(TimeoutWord{0x0100000F});
        const bool has_begun = word(target) != 0,
                   is_over = word(target + longest - 4) != 0;
        looks_in_the_middle = looks_in_the_middle + (has_begun && !is_over ? 1 : 0);
    }
}

uint32_t transfer(uint32_t sent, uint32_t room, uint32_t shift) {
    outbox.string[0] = {sent, source, 0, 0};
    inbox.string[0] = {0, 0, room, target + shift};
    start_receiver(1, inbox.to_fill());
    return send_message(outbox.to_send(), helper(1), 1, 2);
}

void the_longest() {
    word(target + longest) = 0x5A5A5A5A;
    claim("str.4 xfer.fault.9", "4 MB to where no page is yet: the sender gets 0", 0,
          transfer(longest, longest, 0));
    claim("str.4 dope.2", "the receiver 0x4100", 0x4100, received.eax);
    claim("str.2 str.4", "and the length", longest, inbox.string[0].send_size);
    claim("str.4", "every byte is right", 0, differences(longest, 0));
    claim("str.4", "and none behind it is written", 0x5A5A5A5A, word(target + longest));
}

void crooked() {
    claim("str.4", "4 MB less 7 to an odd address", 0,
          transfer(longest - 7, longest, 3));
    claim("str.2 str.4", "have the right length", longest - 7,
          inbox.string[0].send_size);
    claim("str.4", "and the right bytes", 0, differences(longest - 8, 3));
}

void too_long() {
    word(target + longest) = 0x5A5A5A5A;
    claim("str.5", "5 MB into 5 MB: no error", 0, transfer(5u << 20, 5u << 20, 0));
    claim("str.5 dope.2", "for the receiver neither", 0x4100, received.eax);
    claim("str.5 str.2", "4 MB arrive", longest, inbox.string[0].send_size);
    claim("str.5", "and no more", 0x5A5A5A5A, word(target + longest));
}

void others_run_meanwhile() {
    word(source) = 0x11111111;
    word(source + longest - 4) = 0x22222222;
    start(2, look_often);
    set_priority(helper(2), 50);
    for (uint32_t i = 0; i < 8; ++i) {
        word(target) = 0;
        word(target + longest - 4) = 0;
        transfer(longest, longest, 0);
    }
    claim_that("xfer.fault.11 timeout.9",
               "a thread above wakes in the middle of a copy",
               looks_in_the_middle >= 1);
    park(2);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    fill_source(5u << 20);
    the_longest();
    crooked();
    too_long();
    others_run_meanwhile();
    finish_claims();
}
