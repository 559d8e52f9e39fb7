// unmap.cpp -- taking back what was lent.
// The family of a page: root lends it to a, a to b, b to c.
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

const Fpage everything = Fpage::whole_space();

/// Lend page `number` down the line root, a, b, c, at the same place everywhere.
void lend_down(uint32_t number, uint32_t word) {
    fill_page(arena_page(number), word);
    const uint32_t place = attic_page(number);
    map_to(child_a, everything, place, writable(arena_page(number)));
    map_between(child_a, child_b, everything, place, writable(place));
    map_between(child_b, child_c, everything, place, writable(place));
}

bool missing_in_b_and_c(uint32_t page) {
    return is_missing(child_b, page) && is_missing(child_c, page);
}

void remove_elsewhere() {
    lend_down(0, 0x200);
    order_unmap(child_a, readable(attic_page(0)), UnmapMask::remove_elsewhere);
    claim_that("unmap.1 unmap.7", "a takes it back: b and c lose it",
               missing_in_b_and_c(attic_page(0)));
    claim_that("unmap.1", "a keeps it, writable",
               can_write(child_a, attic_page(0), 0x201));
    claim("unmap.1", "so does root", 0x201, word_at(arena_page(0)));
}

void remove_everywhere() {
    lend_down(1, 0x210);
    order_unmap(child_a, readable(attic_page(1)), UnmapMask::remove_everywhere);
    claim_that("unmap.2 unmap.7", "a flushes: it loses the page itself",
               is_missing(child_a, attic_page(1)));
    claim_that("unmap.2", "and so do b and c", missing_in_b_and_c(attic_page(1)));
    claim("unmap.2", "root keeps it", 0x210, word_at(arena_page(1)));
}

void make_read_only() {
    lend_down(2, 0x220);
    order_unmap(child_a, readable(attic_page(2)), UnmapMask::read_only_elsewhere);
    claim_that("unmap.3", "b can read on", shows(child_b, attic_page(2), 0x220));
    claim_that("unmap.3", "and c", shows(child_c, attic_page(2), 0x220));
    claim_that("unmap.3 unmap.7", "b cannot write",
               !can_write(child_b, attic_page(2), 1));
    claim("unmap.3", "its fault says so by bit 1", attic_page(2) | 2, last_fault.w0);
    claim_that("unmap.3", "c cannot write", !can_write(child_c, attic_page(2), 1));
    claim_that("unmap.3", "a can", can_write(child_a, attic_page(2), 0x221));
    order_unmap(child_a, readable(attic_page(2)), UnmapMask::read_only_everywhere);
    claim_that("unmap.4", "then a cannot either",
               !can_write(child_a, attic_page(2), 1));
    claim_that("unmap.4", "but read", shows(child_a, attic_page(2), 0x221));
    word_at(arena_page(2)) = 0x222;
    claim("unmap.4", "and root writes as before", 0x222, word_at(arena_page(2)));
    map_to(child_a, everything, attic_page(2), writable(arena_page(2)));
    claim_that("occupied.1 unmap.4", "root can give the right again",
               can_write(child_a, attic_page(2), 0x223));
}

void only_ones_own() {
    lend_down(3, 0x230);
    order_unmap(child_b, readable(attic_page(3)), UnmapMask::remove_everywhere);
    claim_that("unmap.6", "what b takes back a keeps",
               shows(child_a, attic_page(3), 0x230));
    claim_that("unmap.2", "b has lost it, and c", missing_in_b_and_c(attic_page(3)));
    fill_page(arena_page(4), 0x240);
    map_to(child_a, everything, attic_page(4), writable(arena_page(4)));
    map_to(child_b, everything, attic_page(4), writable(arena_page(4)));
    order_unmap(child_a, readable(attic_page(4)), UnmapMask::remove_everywhere);
    claim_that("unmap.6", "a brother's mapping of the same frame stays",
               shows(child_b, attic_page(4), 0x240));
}

/// Brothers leave the middle of the family first.
void brothers() {
    fill_page(arena_page(4), 0x241);
    for (uint32_t round = 0; round < 2; ++round) {
        for (uint32_t i = 0; i < 3; ++i) {
            map_to({child_a.value + i}, everything, attic_page(4),
                   writable(arena_page(4)));
        }
        order_unmap(child_b, readable(attic_page(4)), UnmapMask::remove_everywhere);
        claim_that("unmap.2", "the second of three brothers gives a page back",
                   is_missing(child_b, attic_page(4)));
        if (round == 1) {
            order_unmap(child_a, readable(attic_page(4)), UnmapMask::remove_everywhere);
        }
        fpage_unmap(readable(arena_page(4)), UnmapMask::remove_elsewhere);
        claim_that("unmap.1", "it can be taken from the others still",
                   is_missing(child_a, attic_page(4)) &&
                       is_missing(child_c, attic_page(4)));
    }
}

constexpr TaskNumber lonely{child_a.value + 3};

FaultReply lend_again(const IpcResult& fault) {
    return reply_page(Fpage::align(fault.w0, page_order), arena_page(9),
                      Fpage::write_bit);
}

/// How often a child faults that writes, takes its own page back, and writes again.
template <UnmapMask mask>
uint32_t faults_around_an_unmap() {
    fill_page(arena_page(9), 0);
    set_fault_handler(lend_again);
    fault_count = 0;
    start_child(lonely, [] {
        fpage_unmap(Fpage{0}, mask);  // so that the code of it is there
        word_at(attic_page(9)) = 1;
        fpage_unmap(readable(attic_page(9)), mask);
        word_at(attic_page(9)) = 2;
        sleep_for_ever();
    });
    sleep(receive_2_ms);
    end_child(lonely);
    set_fault_handler(nullptr);
    return fault_count;
}

void at_once() {
    claim("unmap.7 unmap.2", "the next instruction misses the page", 2,
          faults_around_an_unmap<UnmapMask::remove_everywhere>());
    claim("unmap.7 unmap.4", "or its right to write", 2,
          faults_around_an_unmap<UnmapMask::read_only_everywhere>());
}

void many_children() {
    fill_page(arena_page(5), 0x250);
    for (uint32_t i = 0; i < 40; ++i) {
        map_to(i % 2 == 0 ? child_a : child_b, everything, attic_page(200 + i),
               writable(arena_page(5)));
    }
    claim_that("map.9", "one page may be lent forty times",
               shows(child_a, attic_page(238), 0x250) &&
                   shows(child_b, attic_page(239), 0x250));
    fpage_unmap(readable(arena_page(5)), UnmapMask::remove_elsewhere);
    uint32_t left = 0;
    for (uint32_t i = 0; i < 40; ++i) {
        left += is_missing(i % 2 == 0 ? child_a : child_b, attic_page(200 + i)) ? 0 : 1;
    }
    claim("unmap.1 map.9", "and be taken back everywhere by one call", 0, left);
}

void ranges() {
    for (uint32_t i = 16; i < 24; ++i) {
        fill_page(arena_page(i), 0x300 + i);
    }
    map_to(child_a, everything, attic_page(16),
           Fpage::make(arena_page(16), 15, Fpage::write_bit));
    claim_that("map.1 xfer.map.1", "eight pages come with one fpage",
               shows(child_a, attic_page(16), 0x310) &&
                   shows(child_a, attic_page(23), 0x317));
    map_between(child_a, child_b, everything, attic_page(16),
                Fpage::make(attic_page(16), 15, Fpage::write_bit));
    order_unmap(child_a, Fpage::make(attic_page(18), 13), UnmapMask::remove_elsewhere);
    claim_that("unmap.11", "two of eight pages can be taken back",
               is_missing(child_b, attic_page(18)) &&
                   is_missing(child_b, attic_page(19)));
    claim_that("unmap.11", "the others stay",
               shows(child_b, attic_page(17), 0x311) &&
                   shows(child_b, attic_page(20), 0x314));
    order_unmap(child_a, readable(attic_page(16)), UnmapMask::remove_everywhere);
    order_unmap(child_a, Fpage::make(attic_page(16), 16), UnmapMask::remove_everywhere);
    claim_that("unmap.5", "holes in an fpage do not matter",
               is_missing(child_a, attic_page(16)) &&
                   is_missing(child_a, attic_page(23)));
    claim_that("unmap.5", "its pages go all the same",
               is_missing(child_b, attic_page(23)));
}

void odd_arguments() {
    lend_down(6, 0x260);
    order_unmap(child_a, Fpage{0}, UnmapMask::remove_everywhere);
    order_unmap(child_a, Fpage{attic_page(6) | 11 << 2}, UnmapMask::remove_everywhere);
    claim_that("unmap.5 fpage.4", "an invalid fpage unmaps nothing",
               shows(child_a, attic_page(6), 0x260) &&
                   shows(child_c, attic_page(6), 0x260));
    order_unmap(child_a, Fpage{readable(attic_page(6)).word() | 3},
                UnmapMask::remove_elsewhere);
    claim_that("fpage.7 unmap.1", "the bits w and g of an fpage are not looked at",
               is_missing(child_b, attic_page(6)) &&
                   shows(child_a, attic_page(6), 0x260));
    CallRegisters r{readable(arena_page(6)).word(), 2, 3, 4, 5, 6, 7};
    raw_fpage_unmap(&r);
    claim_that("unmap.10", "ECX, EDX, EBX, EBP, ESI and EDI are kept",
               r.ecx == 2 && r.edx == 3 && r.ebx == 4 && r.ebp == 5 && r.esi == 6 &&
                   r.edi == 7);
    claim_that("unmap.1", "and a has lost the page",
               is_missing(child_a, attic_page(6)));
}

volatile uint32_t flushed_runs = 0;

void flush_all_of_it() {
    flushed_runs = 1;
    fpage_unmap(Fpage::whole_space(), UnmapMask::remove_everywhere);
    flushed_runs = 2;
    sleep_for_ever();
}

void the_whole_space() {
    lend_down(7, 0x270);
    fill_page(arena_page(8), 0x280);
    map_to(child_a, everything, attic_page(8), writable(arena_page(8)));
    start_child(lonely, flush_all_of_it);
    sleep(receive_2_ms);
    claim("unmap.8", "who flushes the whole space faults for its code, and goes on", 2,
          flushed_runs);
    order_unmap(child_a, Fpage{0x83}, UnmapMask::remove_everywhere);
    claim_that("unmap.8", "all that it had is gone",
               is_missing(child_a, attic_page(7)) &&
                   is_missing(child_a, attic_page(8)));
    claim_that("unmap.8", "and what it had lent", missing_in_b_and_c(attic_page(7)));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_servants(3);
    remove_elsewhere();
    remove_everywhere();
    make_read_only();
    only_ones_own();
    brothers();
    at_once();
    many_children();
    ranges();
    odd_arguments();
    the_whole_space();
    finish_claims();
}
