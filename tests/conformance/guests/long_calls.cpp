// long_calls.cpp -- what may take the kernel long, in the cases in which a step of it is longest.
// On a kernel without trace it is counted from outside (bound=, guest_list.hpp) for how many
// instructions interrupts are off; the claims here only say that all of it was done.
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t mapped = 0x4002, order = 22, large_page = 1u << order;
constexpr uint32_t large_pages = 0x02000000, count = 8, all_order = order + 3;
constexpr uint32_t there = 0x60000000;
const Fpage everything = Fpage::whole_space();

Fpage large(uint32_t base) { return Fpage::make(base, order, Fpage::write_bit); }

/// \return  how many pages of 4 MB sigma0 has given us
uint32_t ask_for_large_pages() {
    uint32_t given = 0;
    for (uint32_t i = 0; i < count; ++i) {
        const uint32_t base = large_pages + i * large_page;
        const IpcResult answer = ipc(send_registers, pages_into(large(base)),
                                     wait_for_ever, sigma0_id, base | 1, order << 2);
        given += answer.w1 == large(base).word() ? 1 : 0;
    }
    return given;
}

/// Where each of them goes there is a page table, empty, that has to be looked through.
void eight_large_pages() {
    claim("sigma0.5", "eight pages of 4 MB", count, ask_for_large_pages());
    fill_page(arena_page(0), 0);
    for (uint32_t i = 0; i < count; ++i) {
        map_to(child_a, everything, there + i * large_page, writable(arena_page(0)));
    }
    order_unmap(child_a, Fpage::make(there, all_order), UnmapMask::remove_everywhere);
    claim("sched.9 place.5", "are lent by one fpage", mapped,
          map_to(child_a, everything, there,
                 Fpage::make(large_pages, all_order, Fpage::write_bit)));
    fpage_unmap(Fpage::make(large_pages, all_order), UnmapMask::remove_elsewhere);
    claim_that("sched.9 unmap.1", "and taken back by one call",
               is_missing(child_a, there + (count - 1) * large_page));
}

/// One page out of 4 MB has been lent very often: all that takes it along when it is granted.
void a_piece_with_many_children() {
    constexpr uint32_t children = 200, piece = there + 0x5000;
    map_to(child_a, everything, there, large(large_pages));
    for (uint32_t i = 0; i < children; ++i) {
        map_between(child_a, child_b, everything, attic_page(i), readable(piece));
    }
    claim("sched.9 map.3", "a piece with 200 children is granted", mapped,
          map_between(child_a, child_c, everything, attic_page(0), granted(piece)));
    order_unmap(child_c, readable(attic_page(0)), UnmapMask::remove_elsewhere);
    claim_that("sched.9 map.3", "which have followed it",
               is_missing(child_b, attic_page(children - 1)));
    fpage_unmap(large(large_pages), UnmapMask::remove_elsewhere);
}

/// A page of 4 MB is split when what was derived from its pieces has been taken back: sooner or
/// later in a step, as there is more or less of that.
void splits() {
    constexpr uint32_t most = 14, half = order - 1;
    uint32_t done = 0;
    for (uint32_t lent = 0; lent < most; ++lent) {
        map_to(child_a, everything, there, large(large_pages));
        for (uint32_t i = 0; i < lent; ++i) {
            map_between(child_a, child_b, everything, attic_page(i),
                        readable(there + i * page_size));
        }
        order_unmap(child_a, Fpage::make(there, half), UnmapMask::remove_everywhere);
        done +=
            is_missing(child_a, there) && look(child_a, there + large_page / 2).is_there
                ? 1
                : 0;
        fpage_unmap(large(large_pages), UnmapMask::remove_elsewhere);
    }
    claim("sched.9 unmap.9", "half of a page of 4 MB goes, whatever was derived of it",
          most, done);
}

constexpr uint32_t strings = 31, string_bytes = 60;
MessageBuffer<2, strings> outbox, inbox;
uint8_t sent[strings][string_bytes], got[strings][string_bytes];
volatile uint32_t dope_of_receiver;

void receive_strings() {
    dope_of_receiver =
        ipc(nothing_to_send, inbox.to_fill(), wait_for_ever, main_thread(), 0, 0)
            .dope.word();
    send(main_thread(), 0, 0, wait_for_ever);
    sleep_for_ever();
}

void many_short_strings() {
    for (uint32_t i = 0; i < strings; ++i) {
        sent[i][string_bytes - 1] = static_cast<uint8_t>(i + 1);
        got[i][0] = 0;  // so that the page is there
        outbox.string[i] = {string_bytes, address_of(sent[i]), 0, 0};
        inbox.string[i] = {0, 0, string_bytes, address_of(got[i])};
    }
    end_child(child_a);
    start_child(child_a, receive_strings);
    ipc(outbox.to_send(), from_partner, wait_for_ever, child_id(child_a), 0, 0);
    claim("sched.9 str.6", "31 short strings go over in one message",
          MessageDope::make(2, strings).word(), dope_of_receiver);
    claim("sched.9 str.6", "to the last byte", strings,
          got[strings - 1][string_bytes - 1]);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_servants(3);
    eight_large_pages();
    a_piece_with_many_children();
    splits();
    many_short_strings();
    finish_claims();
}
