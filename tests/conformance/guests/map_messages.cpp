// map_messages.cpp -- messages with fpages: several of them, windows, hot spots, what is cut.
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

const Fpage everything = Fpage::whole_space();
MessageBuffer<12, 1> outbox, inbox;
MessageBuffer<2048, 0> big_outbox, big_inbox;
uint32_t sender_result;

/// Send a map message to a servant that waits with `descriptor`. \return  its EAX
uint32_t
transfer(SendDescriptor what, ReceiveDescriptor descriptor, uint32_t w0, uint32_t w1) {
    expect(child_a, descriptor);
    sender_result = ipc(what, nothing_to_receive, send_10_ms, child_id(child_a), w0, w1)
                        .dope.word();
    return received_by(child_a).eax;
}

void pair(uint32_t number, uint32_t hot_spot, uint32_t fpage) {
    outbox.word[2 * number] = hot_spot;
    outbox.word[2 * number + 1] = fpage;
}

/// A message in memory: its first pair travels in registers.
uint32_t transfer_memory(uint32_t words, ReceiveDescriptor descriptor) {
    outbox.send = MessageDope::make(words, 0);
    return transfer(outbox.to_send(SendDescriptor::map_bit), descriptor, outbox.word[0],
                    outbox.word[1]);
}

void without_a_window() {
    fill_page(arena_page(0), 0x400);
    claim("cut.2 dope.5", "a map message to a register receive: 0x40E0", 0x40E0,
          transfer(send_fpage, from_partner, attic_page(0),
                   writable(arena_page(0)).word()));
    claim("cut.2", "the sender gets 0xF0", 0xF0, sender_result);
    claim("cut.2 ipc.reg.5", "the words arrive", writable(arena_page(0)).word(),
          received_by(child_a).ebx);
    claim("cut.2 ipc.reg.5", "and the sender", main_thread().low(),
          received_by(child_a).esi);
    claim_that("cut.2", "but no page", is_missing(child_a, attic_page(0)));
    inbox.window = Fpage{0};
    claim("cut.2 cut.11", "nor into a buffer whose window is 0", 0x40E0,
          transfer(send_fpage, inbox.to_fill(), attic_page(0),
                   writable(arena_page(0)).word()));
    inbox.window = Fpage{0x20000000 | 11 << 2};
    claim("cut.11 fpage.4", "nor is s = 11 a window", 0x40E0,
          transfer(send_fpage, inbox.to_fill(), attic_page(0),
                   writable(arena_page(0)).word()));
    claim("cut.11 fpage.4", "in a register descriptor neither", 0x40E0,
          transfer(send_fpage, ReceiveDescriptor{0x20000000 | 11 << 2 | 2},
                   attic_page(0), writable(arena_page(0)).word()));
}

void into_buffers() {
    inbox.window = everything;
    claim("cut.3 dope.4", "a register map message into a buffer with a window", 0x4002,
          transfer(send_fpage, inbox.to_fill(), attic_page(0),
                   writable(arena_page(0)).word()));
    claim("cut.3", "the sender gets 0", 0, sender_result);
    claim_that("cut.3", "the page is there", shows(child_a, attic_page(0), 0x400));
    for (uint32_t i = 1; i <= 3; ++i) {
        fill_page(arena_page(i), 0x400 + i);
        pair(i - 1, attic_page(i), writable(arena_page(i)).word());
    }
    claim("xfer.map.1 xfer.map.5 dope.4", "three fpages in one message", 6 << 13 | 2,
          transfer_memory(6, inbox.to_fill()));
    claim_that("xfer.map.1 xfer.map.5", "arrive, each at its own hot spot",
               shows(child_a, attic_page(1), 0x401) &&
                   shows(child_a, attic_page(2), 0x402) &&
                   shows(child_a, attic_page(3), 0x403));
    claim_that("xfer.map.3", "and as plain words",
               inbox.word[2] == attic_page(2) &&
                   inbox.word[5] == writable(arena_page(3)).word());
}

void the_end_of_the_fpages() {
    for (uint32_t i = 4; i <= 6; ++i) {
        fill_page(arena_page(i), 0x400 + i);
    }
    pair(0, attic_page(4), writable(arena_page(4)).word());
    pair(1, 0x77777777, 0);
    pair(2, attic_page(5), writable(arena_page(5)).word());
    claim("xfer.map.2 dope.4", "an invalid fpage ends the fpages", 6 << 13 | 2,
          transfer_memory(6, inbox.to_fill()));
    claim_that("xfer.map.2", "the one before it is mapped",
               shows(child_a, attic_page(4), 0x404));
    claim_that("xfer.map.2 xfer.map.3", "the one behind it is not",
               is_missing(child_a, attic_page(5)));
    claim_that("xfer.map.3", "but arrives as data",
               inbox.word[2] == 0x77777777 && inbox.word[4] == attic_page(5));
    pair(0, attic_page(5), 0);
    claim("xfer.map.4 dope.4", "an invalid first fpage is no error", 2 << 13,
          transfer_memory(2, inbox.to_fill()));
    claim("xfer.map.4", "for the sender neither", 0, sender_result);
    claim("xfer.map.4 dope.4", "nor in registers", 0x4000,
          transfer(send_fpage, pages_into(everything), attic_page(5), 0));
    pair(0, attic_page(5), writable(arena_page(5)).word());
    pair(1, attic_page(6), writable(arena_page(6)).word());
    inbox.size = MessageDope::make(3, 0);
    claim("xfer.map.2 cut.6", "pairs that do not fit into the buffer are lost: cut",
          3 << 13 | 0xE2, transfer_memory(4, inbox.to_fill()));
    claim_that("xfer.map.2", "the first pair fitted",
               shows(child_a, attic_page(5), 0x405));
    claim_that("xfer.map.2", "the second did not", is_missing(child_a, attic_page(6)));
    inbox.size = MessageDope::make(12, 1);
}

void register_windows() {
    for (uint32_t i = 7; i <= 9; ++i) {
        fill_page(arena_page(i), 0x400 + i);
    }
    pair(0, attic_page(7), writable(arena_page(7)).word());
    claim("cut.4 cut.3", "a memory map message of one pair into a register window",
          0x4002, transfer_memory(2, pages_into(everything)));
    claim_that("cut.3", "is mapped", shows(child_a, attic_page(7), 0x407));
    pair(0, attic_page(8), writable(arena_page(8)).word());
    pair(1, attic_page(9), writable(arena_page(9)).word());
    claim("cut.10 dope.5", "of two pairs the first is mapped, then cut", 0x40E2,
          transfer_memory(4, pages_into(everything)));
    claim("cut.10", "the sender gets 0xF0", 0xF0, sender_result);
    claim_that("cut.10", "the first page is there",
               shows(child_a, attic_page(8), 0x408));
    claim_that("cut.10", "the second is not", is_missing(child_a, attic_page(9)));
    claim("fpage.7 rcv.3", "the bits below a window are the descriptor's own", 0x4002,
          transfer(send_fpage, ReceiveDescriptor{attic_page(9) | page_order << 2 | 3},
                   attic_page(9), writable(arena_page(9)).word()));
}

void words_pages_and_strings() {
    static uint8_t text[16] = "fifteen letters", place[16];
    fill_page(arena_page(10), 0x40A);
    pair(0, attic_page(10), writable(arena_page(10)).word());
    outbox.string[0] = {16, address_of(text), 0, 0};
    inbox.string[0] = {0, 0, 16, address_of(place)};
    outbox.send = MessageDope::make(2, 1);
    claim("xfer.3 dope.2", "a page and a string in one message: 0x4102", 0x4102,
          transfer(outbox.to_send(SendDescriptor::map_bit), inbox.to_fill(),
                   outbox.word[0], outbox.word[1]));
    claim_that("xfer.3", "both are there",
               shows(child_a, attic_page(10), 0x40A) && place[14] == 's');
    claim("str.7", "a string may hold what looks like an fpage", 0x4100, [] {
        static uint32_t words[2] = {attic_page(60), 0};
        words[1] = writable(arena_page(10)).word();
        outbox.string[0] = {8, address_of(words), 0, 0};
        outbox.send = MessageDope::make(2, 1);
        return transfer(outbox.to_send(), inbox.to_fill(), 1, 2);
    }());
    claim_that("str.7", "it is not mapped", is_missing(child_a, attic_page(60)));
}

void placement() {
    for (uint32_t i = 16; i < 32; ++i) {
        fill_page(arena_page(i), 0x500 + i);
    }
    map_to(child_a, Fpage::make(attic_page(64), 16), 0x12345FFF,
           writable(arena_page(16)));
    claim_that("place.1 place.4",
               "a page in a window of 16 lands where the hot spot says",
               shows(child_a, attic_page(64 + 5), 0x510));
    map_to(child_a, Fpage::make(attic_page(80), 16), attic_page(6),
           Fpage::make(arena_page(18), 13, Fpage::write_bit));
    claim_that("place.1", "two pages in a window of 16 as well",
               shows(child_a, attic_page(80 + 6), 0x512) &&
                   shows(child_a, attic_page(80 + 7), 0x513));
    map_to(child_a, readable(attic_page(96)), 0x5000,
           Fpage::make(arena_page(16), 16, Fpage::write_bit));
    claim_that("place.2", "of 16 pages in a window of one the hot spot picks one",
               shows(child_a, attic_page(96), 0x515));
    claim_that("place.2", "and no other comes", is_missing(child_a, attic_page(97)));
    map_to(child_a, everything, attic_page(112 + 3),
           Fpage::make(arena_page(20), 14, Fpage::write_bit));
    claim_that("place.3 fpage.2", "four pages land at a multiple of their size",
               shows(child_a, attic_page(112), 0x514) &&
                   shows(child_a, attic_page(115), 0x517));
    map_to(child_a, Fpage{attic_page(131) | 14 << 2}, 0,
           Fpage{arena_page(27) | 14 << 2 | 2});
    claim_that("fpage.2", "crooked bases are cut on both sides",
               shows(child_a, attic_page(128), 0x518) &&
                   shows(child_a, attic_page(131), 0x51B));
    map_to(child_a, Fpage{33 << 2}, attic_page(140), writable(arena_page(30)));
    claim_that("fpage.3", "s = 33 is the whole space",
               shows(child_a, attic_page(140), 0x51E));
    map_to(child_a, everything, attic_page(141),
           Fpage{writable(arena_page(31)).word() | 0xF00});
    claim_that("fpage.8", "bits 11:8 of an fpage do not matter",
               can_write(child_a, attic_page(141), 1));
}

void a_thousand_and_more() {
    for (uint32_t i = 0; i < 1024; ++i) {
        big_outbox.word[2 * i] = attic_page(4096 + i);
        big_outbox.word[2 * i + 1] = readable(arena_page(i % 32)).word();
    }
    big_inbox.window = everything;
    claim("xfer.map.6 msg.8", "1,024 fpages in one message", 2048 << 13 | 2,
          transfer(big_outbox.to_send(SendDescriptor::map_bit), big_inbox.to_fill(),
                   big_outbox.word[0], big_outbox.word[1]));
    uint32_t wrong = 0;
    for (uint32_t i = 16; i < 1024; i += 97) {
        wrong +=
            shows(child_a, attic_page(4096 + i), word_at(arena_page(i % 32))) ? 0 : 1;
    }
    claim("xfer.map.6", "are all there", 0, wrong);
    claim_that("xfer.map.6", "up to the last one",
               shows(child_a, attic_page(4096 + 1023), word_at(arena_page(31))));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_servants(1);
    without_a_window();
    into_buffers();
    the_end_of_the_fpages();
    register_windows();
    words_pages_and_strings();
    placement();
    a_thousand_and_more();
    finish_claims();
}
