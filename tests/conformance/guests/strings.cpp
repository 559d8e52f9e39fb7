// strings.cpp -- strings in messages: lengths, borders, what is cut.
#include "tests/conformance/guests/receiver.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t room = 70'000;
uint8_t source[room], target[room];
MessageBuffer<4, 4> inbox, outbox;
MessageBuffer<2, 31> wide_inbox, wide_outbox;
constexpr uint8_t untouched = 0xEE;

uint8_t pattern(uint32_t i) { return static_cast<uint8_t>(i * 7 + i / 256); }

void prepare() {
    for (uint32_t i = 0; i < room; ++i) {
        source[i] = pattern(i);
        target[i] = untouched;
    }
    inbox = {};
    outbox = {};
}

void clear_target(uint32_t bytes) {
    for (uint32_t i = 0; i < bytes; ++i) {
        target[i] = untouched;
    }
}

/// Is target[begin, end) the source from `from` on?
bool holds(uint32_t begin, uint32_t end, uint32_t from) {
    for (uint32_t i = begin; i < end; ++i) {
        if (target[i] != pattern(from + i - begin)) {
            return false;
        }
    }
    return true;
}

bool is_untouched(uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; ++i) {
        if (target[i] != untouched) {
            return false;
        }
    }
    return true;
}

StringDope out(uint32_t offset, uint32_t size) {
    return {size, address_of(source + offset), 0, 0};
}
StringDope in(uint32_t offset, uint32_t size) {
    return {0x12345678, 0x9ABCDEF0, size, address_of(target + offset)};
}

/// Send the outbox's first strings. \return  EAX of the sender
uint32_t transfer(uint32_t words, uint32_t strings) {
    outbox.send = MessageDope::make(words, strings);
    start_receiver(1, inbox.to_fill());
    return send_message(outbox.to_send(), helper(1), 1, 2);
}

void one_string() {
    outbox.string[0] = out(3, 1000);
    inbox.string[0] = in(5, 1500);
    claim("str.1 msg.6 dope.3", "two words and a string: the sender gets 0", 0,
          transfer(2, 1));
    claim("dope.2", "the receiver exactly 0x4100", 0x4100, received.eax);
    claim_that("str.1 str.4", "the bytes are there, from odd place to odd place",
               holds(5, 1005, 3));
    claim_that("str.4", "not one byte before or behind",
               is_untouched(0, 5) && is_untouched(1005, 2000));
    claim("str.2", "the send size tells how many", 1000, inbox.string[0].send_size);
    claim("str.3", "the send address where they are", address_of(target + 5),
          inbox.string[0].send_address);
    claim("str.8", "the receive size stays", 1500, inbox.string[0].receive_size);
    claim("str.8", "and the receive address", address_of(target + 5),
          inbox.string[0].receive_address);
    claim_that("msg.10", "the sender's dope stays",
               outbox.string[0].send_size == 1000 &&
                   outbox.string[0].send_address == address_of(source + 3) &&
                   outbox.string[0].receive_size == 0);
    clear_target(2000);
}

void lengths() {
    const uint32_t sizes[] = {0, 1, 3, 4, 5, 4095, 4096, 4097, 65536};
    for (const uint32_t size : sizes) {
        outbox.string[0] = out(1, size);
        inbox.string[0] = in(2, size);
        claim("str.4", "a string that fills its room: the sender gets 0", 0,
              transfer(2, 1));
        claim("str.4 dope.2", "the receiver 0x4100", 0x4100, received.eax);
        claim("str.2 str.4", "and its length", size, inbox.string[0].send_size);
        claim_that("str.4", "and its bytes, and no others",
                   holds(2, 2 + size, 1) && is_untouched(0, 2) &&
                       is_untouched(2 + size, size + 100));
        clear_target(size + 100);
    }
}

void several() {
    outbox.string[0] = out(0, 10);
    outbox.string[1] = out(100, 20);
    outbox.string[2] = out(200, 30);
    inbox.string[0] = in(0, 100);
    inbox.string[1] = in(100, 100);
    inbox.string[2] = in(200, 100);
    outbox.word[2] = 0x777;
    claim("str.6 str.1", "words and three strings: the sender gets 0", 0,
          transfer(4, 3));
    claim("str.6 dope.2", "the receiver 4 words and 3 strings", 4 << 13 | 3 << 8,
          received.eax);
    claim_that("str.6 str.1", "each string has arrived in its place",
               holds(0, 10, 0) && holds(100, 120, 100) && holds(200, 230, 200));
    claim("xfer.3 msg.3", "and the words too", 0x777, inbox.word[2]);
    clear_target(300);
    outbox.string[3] = out(300, 40);
    inbox.string[3] = in(300, 40);
    claim("dope.2 str.6", "4 and 4: the sender gets 0", 0, transfer(4, 4));
    claim("dope.2", "the receiver 0x8400", 0x8400, received.eax);
    clear_target(400);
}

void own_size_dopes() {
    static MessageBuffer<10, 1> other_inbox;
    other_inbox.string[0] = in(0, 100);
    outbox.string[0] = out(50, 60);
    outbox.send = MessageDope::make(4, 1);
    start_receiver(1, other_inbox.to_fill());
    claim("msg.6", "string dopes lie by each side's own size dope", 0,
          send_message(outbox.to_send(), helper(1), 1, 2));
    claim("msg.6 dope.2", "4 words and a string", 4 << 13 | 1 << 8, received.eax);
    claim_that("msg.6", "arrive", holds(0, 60, 50));
    clear_target(200);
}

/// So many, and so long, that no kernel should copy them all in one go.
void many() {
    constexpr uint32_t place = 2200, length = 2000;
    for (uint32_t i = 0; i < 31; ++i) {
        wide_outbox.string[i] = out(i * place, length + i);
        wide_inbox.string[i] = in(i * place, place);
    }
    start_receiver(1, wide_inbox.to_fill());
    claim("msg.8 str.6", "31 strings: the sender gets 0", 0,
          send_message(wide_outbox.to_send(), helper(1), 1, 2));
    claim("msg.8 dope.2", "the receiver 31", 2 << 13 | 31 << 8, received.eax);
    bool good = true;
    for (uint32_t i = 0; i < 31; ++i) {
        good = good && holds(i * place, i * place + length + i, i * place) &&
               wide_inbox.string[i].send_size == length + i;
    }
    claim_that("msg.8 str.6 str.2", "all of them", good);
    clear_target(31 * place);
}

void cut_ones() {
    outbox.string[0] = out(0, 10);
    inbox.string[0] = in(0, 4);
    claim("cut.8 code.11", "10 bytes into 4: the sender gets 0xF0", 0xF0,
          transfer(2, 1));
    claim("cut.8 cut.9 dope.5", "the receiver 0xE0 and one string", 0x41E0,
          received.eax);
    claim("cut.8 str.2", "of 4 bytes", 4, inbox.string[0].send_size);
    claim_that("cut.8 str.4", "which are there, and no fifth",
               holds(0, 4, 0) && is_untouched(4, 20));
    clear_target(20);
    outbox.string[1] = out(100, 5);
    inbox.string[1] = in(100, 50);
    claim("cut.8", "a string behind a cut one: 0xF0", 0xF0, transfer(2, 2));
    claim("cut.8 cut.9", "only the cut one counts", 0x41E0, received.eax);
    claim_that("cut.8", "the other is not transferred", is_untouched(100, 110));
    clear_target(20);
    inbox.string[0] = in(0, 50);
    inbox.size = MessageDope::make(4, 1);
    static MessageBuffer<4, 1> narrow;
    narrow.string[0] = in(0, 50);
    outbox.send = MessageDope::make(2, 2);
    start_receiver(1, narrow.to_fill());
    claim("cut.7", "two strings to a buffer for one: 0xF0", 0xF0,
          send_message(outbox.to_send(), helper(1), 1, 2));
    claim("cut.7 dope.5", "the first arrives: 0x41E0", 0x41E0, received.eax);
    claim_that("cut.7", "whole", holds(0, 10, 0));
    clear_target(20);
    inbox.size = MessageDope::make(4, 4);
    start_receiver(1, from_partner);
    claim("cut.5", "a string to a register receive: 0xF0", 0xF0,
          send_message(outbox.to_send(), helper(1), 1, 2));
    claim("cut.5 dope.5", "and 0x40E0", 0x40E0, received.eax);
    static MessageBuffer<3, 1> small;
    small.string[0] = in(0, 50);
    outbox.send = MessageDope::make(4, 1);
    start_receiver(1, small.to_fill());
    claim("cut.6", "too many words: no string is transferred", 0xF0,
          send_message(outbox.to_send(), helper(1), 1, 2));
    claim("cut.6 dope.5", "and none is told", 3 << 13 | 0xE0, received.eax);
    claim_that("cut.6", "nor written", is_untouched(0, 20));
}

void huge_sizes() {
    outbox.string[0] = out(0, 0x80000010);
    inbox.string[0] = in(0, 16);
    claim("str.7 cut.8", "bit 31 of a size is part of the number: cut", 0xF0,
          transfer(2, 1));
    claim("str.7 str.2", "16 bytes fit", 16, inbox.string[0].send_size);
    clear_target(20);
    outbox.string[0] = out(0, 16);
    inbox.string[0] = in(0, 0xFFFFFFFF);
    claim("str.5", "a receive size of 4 GB takes a small string", 0, transfer(2, 1));
    claim("str.5 str.8", "and stays as it was", 0xFFFFFFFF,
          inbox.string[0].receive_size);
    clear_target(20);
}

void kernel_addresses() {
    outbox.string[0] = {16, 0xE0000000, 0, 0};
    inbox.string[0] = in(0, 16);
    claim("call.4 code.10", "a string out of the kernel's part: 0xD0", 0xD0,
          transfer(2, 1));
    claim("call.4 code.10", "the receiver gets 0xC0", 0xC0, received.eax);
    claim_that("call.4", "and not one byte", is_untouched(0, 16));
    outbox.string[0] = out(0, 16);
    inbox.string[0] = {0, 0, 16, 0xF1000000};
    claim("call.4 code.10", "a string into the kernel's part: 0xD0", 0xD0,
          transfer(2, 1));
    claim("call.4 code.10", "and 0xC0", 0xC0, received.eax);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    prepare();
    one_string();
    lengths();
    several();
    own_size_dopes();
    many();
    cut_ones();
    huge_sizes();
    kernel_addresses();
    finish_claims();
}
