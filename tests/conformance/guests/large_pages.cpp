// large_pages.cpp -- pages of 4 MB: lent whole, in parts, and cut up.
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t large = 0x00800000, order = 22, size = 1u << order;
constexpr uint32_t there = 0x60000000, dope_mapped = 0x4002;
const Fpage everything = Fpage::whole_space();

Fpage all(uint32_t base) { return Fpage::make(base, order, Fpage::write_bit); }

void lend_large() {
    ipc(send_registers, pages_into(Fpage::make(large, order)), wait_for_ever, sigma0_id,
        large | 1, order << 2);
    for (uint32_t offset = 0; offset < size; offset += page_size) {
        word_at(large + offset) = 0x800 + offset / page_size;
    }
    claim("place.5 dope.4", "4 MB are lent by one fpage", dope_mapped,
          map_to(child_a, everything, there, all(large)));
    claim_that("place.5", "the first page is there", shows(child_a, there, 0x800));
    claim_that("place.5", "and the last",
               shows(child_a, there + size - page_size, 0xBFF));
    claim_that("place.5 map.2", "writable",
               can_write(child_a, there + 0x200000, 0xA00));
}

void lend_parts() {
    claim("size.2", "a page of the 4 MB is lent on", dope_mapped,
          map_between(child_a, child_b, everything, attic_page(0),
                      writable(there + 0x5000)));
    claim_that("size.2", "the right one", shows(child_b, attic_page(0), 0x805));
    map_between(child_a, child_b, everything, attic_page(16),
                Fpage::make(there + 0x10000, 16, Fpage::write_bit));
    claim_that("size.2", "and sixteen of them",
               shows(child_b, attic_page(16), 0x810) &&
                   shows(child_b, attic_page(31), 0x81F));
    map_to(child_c, readable(attic_page(0)), 0x5000, all(large));
    claim_that("place.2 size.2", "4 MB into a window of 4 KB, hot spot 0x5000: page 5",
               shows(child_c, attic_page(0), 0x805));
    map_to(child_c, Fpage::make(there + 0x1000000, order), 0, all(large));
    claim_that("place.5", "4 MB to another aligned place",
               shows(child_c, there + 0x1000000 + 0x3000, 0x803));
}

void crooked() {
    fill_page(arena_page(0), 0x999);
    map_to(child_c, everything, there + 0x7000, writable(arena_page(0)));
    claim("occupied.4 dope.4", "4 MB where a small page is: the rest comes",
          dope_mapped, map_to(child_c, everything, there, all(large)));
    claim_that("occupied.4", "around it",
               shows(child_c, there + 0x6000, 0x806) &&
                   shows(child_c, there + 0x8000, 0x808));
    claim_that("occupied.4 occupied.3", "what was there stays",
               shows(child_c, there + 0x7000, 0x999));
}

void widen_a_part() {
    constexpr uint32_t spot = there + 0x1800000;
    map_to(child_c, everything, spot, Fpage::make(large, order));
    claim("occupied.1 dope.4", "4 KB of 4 MB that were lent read only are widened",
          dope_mapped,
          map_to(child_c, everything, spot + 0x3000, writable(large + 0x3000)));
    claim_that("occupied.1", "those only",
               can_write(child_c, spot + 0x3000, 0x803) &&
                   !can_write(child_c, spot + 0x4000, 1));
}

void grant_a_part() {
    constexpr uint32_t page = there + 0x6000;
    map_between(child_a, child_c, everything, attic_page(1), writable(page));
    claim("map.3 dope.4", "4 KB of one's 4 MB can be granted", dope_mapped,
          map_between(
              child_a, child_b, everything, attic_page(1),
              Fpage::make(page, page_order, Fpage::write_bit | Fpage::grant_bit)));
    claim_that("map.3", "they move", shows(child_b, attic_page(1), 0x806));
    claim_that("map.3", "and are lost", is_missing(child_a, page));
    claim_that("map.3", "who had them from there keeps them",
               can_write(child_c, attic_page(1), 0x806));
    order_unmap(child_b, readable(attic_page(1)), UnmapMask::remove_elsewhere);
    claim_that("map.3 unmap.1", "until the new owner takes them back",
               is_missing(child_c, attic_page(1)));
}

void take_parts_back() {
    fpage_unmap(readable(large + 0x9000), UnmapMask::remove_elsewhere);
    claim_that("size.3", "4 KB of what is lent can be taken back",
               is_missing(child_a, there + 0x9000));
    claim_that("size.3", "the neighbours stay",
               shows(child_a, there + 0x8000, 0x808) &&
                   shows(child_a, there + 0xA000, 0x80A));
    order_unmap(child_a, readable(there + 0x5000), UnmapMask::remove_everywhere);
    claim_that("unmap.9", "4 KB of one's own 4 MB can be flushed",
               is_missing(child_a, there + 0x5000));
    claim_that("unmap.9 unmap.2", "with what was derived from them",
               is_missing(child_b, attic_page(0)));
    claim_that("unmap.9", "the rest stays, here",
               can_write(child_a, there + 0x4000, 0x804) &&
                   shows(child_a, there + size - page_size, 0xBFF));
    claim_that("unmap.9", "and elsewhere", shows(child_b, attic_page(16), 0x810));
    claim("unmap.9", "and above", 0x805, word_at(large + 0x5000));
    order_unmap(child_a, Fpage::make(there, 21), UnmapMask::read_only_elsewhere);
    claim_that("unmap.9 unmap.3", "half of it to read only, below",
               shows(child_b, attic_page(16), 0x810) &&
                   !can_write(child_b, attic_page(16), 1));
    order_unmap(child_a, all(there), UnmapMask::remove_everywhere);
    claim_that("unmap.2 size.3", "all 4 MB flushed by one call",
               is_missing(child_a, there) &&
                   is_missing(child_a, there + size - page_size) &&
                   is_missing(child_b, attic_page(16)));
    fpage_unmap(Fpage::make(large, order), UnmapMask::remove_elsewhere);
    claim_that("unmap.1 size.3", "and from all others",
               is_missing(child_c, there + 0x6000) &&
                   is_missing(child_c, attic_page(0)));
    claim_that("unmap.6", "but not what came from elsewhere",
               shows(child_c, there + 0x7000, 0x999));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_servants(3);
    lend_large();
    lend_parts();
    crooked();
    widen_a_part();
    grant_a_part();
    take_parts_back();
    claim_that("task.4", "tasks that had parts of it are deleted",
               end_child(child_a) && end_child(child_b) && end_child(child_c));
    finish_claims();
}
