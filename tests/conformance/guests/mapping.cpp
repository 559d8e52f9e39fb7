// mapping.cpp -- lending and giving pages away: who has them afterwards, with which rights.
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t dope_mapped = 0x4002, dope_plain = 0x4000;
const Fpage everything = Fpage::whole_space();

void map_once() {
    fill_page(arena_page(0), 0x100);
    claim("cut.3 dope.4 xfer.map.1", "a page arrives: m is set", dope_mapped,
          map_to(child_a, everything, attic_page(0), writable(arena_page(0))));
    claim("xfer.map.3", "the words arrive too: the hot spot", attic_page(0),
          received_by(child_a).edx);
    claim("xfer.map.3", "and the fpage", writable(arena_page(0)).word(),
          received_by(child_a).ebx);
    claim_that("map.1 place.3", "it is where the hot spot says",
               shows(child_a, attic_page(0), 0x100));
    claim_that("map.1", "the sender keeps it", word_at(arena_page(0)) == 0x100);
    claim_that("map.2 fpage.5", "it may be written with w = 1",
               can_write(child_a, attic_page(0), 0x101));
    claim("map.1", "it is the same memory on both sides", 0x101,
          word_at(arena_page(0)));
    claim_that("start.10 map.5", "nothing else has come",
               is_missing(child_a, attic_page(1)));
}

void rights() {
    fill_page(arena_page(1), 0x110);
    claim("dope.4", "a page to read: m is set", dope_mapped,
          map_to(child_a, everything, attic_page(1), readable(arena_page(1))));
    claim_that("fpage.5 rights.1", "it can be read",
               shows(child_a, attic_page(1), 0x110));
    claim_that("fpage.5 map.2", "but not written",
               !can_write(child_a, attic_page(1), 1));
    claim("fault.6", "the fault has bit 1 set", attic_page(1) | 2, last_fault.w0);
    claim("dope.4", "who cannot write lends on: m is set", dope_mapped,
          map_between(child_a, child_b, everything, attic_page(1),
                      writable(attic_page(1))));
    claim_that("map.2 rights.3", "no right is gained by lending on",
               shows(child_b, attic_page(1), 0x110) &&
                   !can_write(child_b, attic_page(1), 1));
    claim("occupied.1 dope.4", "the same page again, writable: m is set", dope_mapped,
          map_to(child_a, everything, attic_page(1), writable(arena_page(1))));
    claim_that("occupied.1", "its rights are widened",
               can_write(child_a, attic_page(1), 2));
    claim_that("rights.3", "those of its children are not",
               !can_write(child_b, attic_page(1), 3));
    claim("rights.2 dope.4", "the same page to read only: nothing changes, m is clear",
          dope_plain,
          map_to(child_a, everything, attic_page(1), readable(arena_page(1))));
    claim_that("rights.2", "nothing is taken away",
               can_write(child_a, attic_page(1), 4));
}

void occupied() {
    fill_page(arena_page(2), 0x120);
    fill_page(arena_page(3), 0x130);
    map_to(child_a, everything, attic_page(2), writable(arena_page(2)));
    claim("occupied.3 occupied.6 dope.4", "another frame at a taken place: m is clear",
          dope_plain,
          map_to(child_a, everything, attic_page(2), writable(arena_page(3))));
    claim_that("occupied.3 occupied.6", "what was there stays",
               shows(child_a, attic_page(2), 0x120));
    map_to(child_b, everything, attic_page(2), readable(arena_page(2)));
    claim("occupied.2 dope.4", "the same frame from another parent: m is clear",
          dope_plain,
          map_between(child_a, child_b, everything, attic_page(2),
                      writable(attic_page(2))));
    claim_that("occupied.2", "and no right is widened",
               !can_write(child_b, attic_page(2), 1));
    claim("occupied.5 dope.4", "a grant to a taken place: m is clear", dope_plain,
          map_between(child_a, child_b, everything, attic_page(1),
                      granted(attic_page(2))));
    claim_that("occupied.5", "the sender keeps its page",
               shows(child_a, attic_page(2), 0x120));
    claim_that("occupied.5", "the receiver what it had",
               shows(child_b, attic_page(1), word_at(arena_page(1))));
}

void grants() {
    fill_page(arena_page(4), 0x140);
    map_to(child_a, everything, attic_page(4), writable(arena_page(4)));
    map_between(child_a, child_c, everything, attic_page(14), writable(attic_page(4)));
    claim("map.3 fpage.6 dope.4", "a grant sets m", dope_mapped,
          map_between(child_a, child_b, everything, attic_page(5),
                      granted(attic_page(4))));
    claim_that("map.3", "the receiver has the page, writable",
               can_write(child_b, attic_page(5), 0x141));
    claim("map.3", "the very same memory", 0x141, word_at(arena_page(4)));
    claim_that("map.3", "the giver has it no more", is_missing(child_a, attic_page(4)));
    claim_that("map.3", "whom the giver had lent it still has it",
               shows(child_c, attic_page(14), 0x141));
    order_unmap(child_a, readable(attic_page(4)), UnmapMask::remove_everywhere);
    claim_that("map.4", "the giver cannot take it back",
               shows(child_b, attic_page(5), 0x141));
    order_unmap(child_b, readable(attic_page(5)), UnmapMask::remove_elsewhere);
    claim_that("map.3", "the new owner is the parent of what was lent",
               is_missing(child_c, attic_page(14)));
    fpage_unmap(readable(arena_page(4)), UnmapMask::remove_elsewhere);
    claim_that("map.4", "those above the giver can take it back",
               is_missing(child_b, attic_page(5)));
}

void granting_reading_only() {
    fill_page(arena_page(6), 0x160);
    map_to(child_a, everything, attic_page(6), writable(arena_page(6)));
    map_between(child_a, child_c, everything, attic_page(6), writable(attic_page(6)));
    const Fpage reading = Fpage::make(attic_page(6), page_order, Fpage::grant_bit);
    map_between(child_a, child_b, everything, attic_page(6), reading);
    claim_that("map.3 fpage.5", "a page may be granted to read only",
               shows(child_b, attic_page(6), 0x160) &&
                   !can_write(child_b, attic_page(6), 1));
    claim_that("map.3 rights.3", "by those, too, who have it from there",
               shows(child_c, attic_page(6), 0x160) &&
                   !can_write(child_c, attic_page(6), 1));
}

void holes_and_own_space() {
    fill_page(arena_page(7), 0x170);
    map_to(child_a, everything, attic_page(16), writable(arena_page(7)));
    const Fpage sixteen = Fpage::make(attic_page(16), 16, Fpage::write_bit);
    claim("map.5 dope.4", "of 16 pages with one there is one to lend", dope_mapped,
          map_between(child_a, child_b, everything, attic_page(32), sixteen));
    claim_that("map.5", "it arrives", shows(child_b, attic_page(32), 0x170));
    claim_that("map.5", "the holes stay holes", is_missing(child_b, attic_page(33)));
    claim("map.5 dope.4", "nothing to lend: m is clear, no error", dope_plain,
          map_between(child_a, child_b, everything, attic_page(50),
                      writable(attic_page(50))));
    start(1, [] {
        const IpcResult result =
            ipc(send_fpage, nothing_to_receive, send_10_ms, main_thread(), 0x3C0000,
                writable(arena_page(7)).word());
        send(main_thread(), result.dope.word(), 0, wait_for_ever);
        sleep_for_ever();
    });
    const IpcResult own =
        ipc(nothing_to_send, pages_into(everything), receive_10_ms, helper(1), 0, 0);
    claim("map.6 dope.4", "inside one task nothing is mapped: m is clear", dope_plain,
          own.dope.word());
    claim("map.6", "the words are delivered", 0x3C0000, own.w0);
    claim("map.6", "and the sender gets 0", 0, receive(helper(1), receive_10_ms).w0);
}

void long_chain() {
    fill_page(arena_page(8), 0x180);
    map_to(child_a, everything, attic_page(100), writable(arena_page(8)));
    bool good = true;
    for (uint32_t i = 0; i < 20; ++i) {
        const TaskNumber from = i % 2 == 0 ? child_a : child_b;
        const TaskNumber to = i % 2 == 0 ? child_b : child_a;
        const uint32_t result = map_between(from, to, everything, attic_page(101 + i),
                                            writable(attic_page(100 + i)));
        good = good && result == dope_mapped;
    }
    claim_that("map.9", "a page can be lent on twenty times", good);
    claim_that("map.9 rights.3", "and be written at the end",
               can_write(child_a, attic_page(120), 0x181) &&
                   word_at(arena_page(8)) == 0x181);
    fpage_unmap(readable(arena_page(8)), UnmapMask::remove_elsewhere);
    claim_that("map.9 unmap.1", "the whole chain can be taken back",
               is_missing(child_b, attic_page(119)) &&
                   is_missing(child_a, attic_page(100)) &&
                   is_missing(child_a, attic_page(120)));
}

void the_top_of_the_space() {
    fill_page(arena_page(9), 0x190);
    claim("map.7 start.10", "nothing is mapped at 3 GB", dope_plain,
          map_to(child_a, everything, 0xC0000000, writable(arena_page(9))));
    claim("map.7", "just below is a place like others", dope_mapped,
          map_to(child_a, everything, 0xBFFFF000, writable(arena_page(9))));
    claim_that("map.7", "with the page", shows(child_a, 0xBFFFF000, 0x190));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_servants(3);
    map_once();
    rights();
    occupied();
    grants();
    granting_reading_only();
    holes_and_own_space();
    long_chain();
    the_top_of_the_space();
    finish_claims();
}
