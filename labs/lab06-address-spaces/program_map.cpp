// program_map.cpp -- lab 6, stages 1 and 2: pages go over, and land where they should.
#include "labs/lab06-address-spaces/program_tests.hpp"

#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

void wait_without_a_window() {
    logged_ipc(nothing_to_send, from_partner, wait_for_ever, actor(1));
}

void wait_for_pages() {
    ipc(nothing_to_send, pages_into(Fpage::whole_space()), wait_for_ever, actor(sigma0),
        0, 0);
}

/// Lend the page at one place to the other task, and get it back at the next, until it fails. The log
/// is too small for that: two notes tell who it was and what the last ipc said.
void lend_to_and_fro(uint32_t other, SendDescriptor first_send, uint32_t place) {
    SendDescriptor send = first_send;
    MessageDope got;
    for (; place < chain_at_most && got.error() == IpcError::none; place += 2) {
        const uint32_t page_here = chain_place(place);
        const uint32_t page_there = chain_place(place + 1);
        got = ipc(send, pages_into(Fpage::whole_space()), wait_for_ever, actor(other),
                  page_there, page(page_here, writable).word())
                  .dope;
        send = send_fpage;
    }
    note(other);
    note(got.word());
}

void lend_first() { lend_to_and_fro(2, send_fpage, 1); }

void take_first() { lend_to_and_fro(1, nothing_to_send, 0); }

void send_a_page() {
    logged_ipc(send_fpage, nothing_to_receive, wait_for_ever, actor(2),
               place_at(numbers, 1), page(place_at(numbers, 0)).word());
}

}  // namespace

void pages_arrive(Numbers& drawn) {
    for (uint32_t i = 0; i < pages_lent; ++i) {
        poke(frame_at(drawn, i), word_at(drawn, i));
        lend(sigma0, frame_at(drawn, i), 1, place_at(drawn, i), writable);
        read_word(1, place_at(drawn, i));
    }
}

void results(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(1, place_at(drawn, 1), 2, place_at(drawn, 1),
         writable);  // it has nothing there
    give(sigma0, 1, Fpage{drawn.at(9) & ~0xFFu}, place_at(drawn, 2),
         Fpage::whole_space());  // of order 0: this is no fpage
}

void no_window(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    let(2, wait_without_a_window);
    let(1, send_a_page);
}

void long_chain(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, chain_place(1), writable);
    let(2, take_first);
    let(1, lend_first);
}

void long_map(Numbers&) {
    const uint32_t half = uint32_t{1} << many_order;
    for (uint32_t i = 0; i < 2 * blocks_lent; ++i) {
        give(sigma0, 1, Fpage::make(large_frame + i % 2 * half, many_order, writable),
             many_base + i * half, Fpage::whole_space());
    }
    give(1, 2, Fpage::make(many_base, blocks_order, writable), many_base,
         Fpage::whole_space());
}

void shared_page(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), writable);
    lend(2, place_at(drawn, 1), 3, place_at(drawn, 2), writable);
    read_word(2, place_at(drawn, 1));
    write_word(2, place_at(drawn, 1), word_at(drawn, 1));
    read_word(1, place_at(drawn, 0));
    write_word(1, place_at(drawn, 0), word_at(drawn, 2));
    read_word(3, place_at(drawn, 2));
}

void read_only_page(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), 0);
    read_word(1, place_at(drawn, 0));
    write_word(1, place_at(drawn, 0), 1);
    note(*reinterpret_cast<volatile uint32_t*>(uintptr_t{frame_at(drawn, 0)}));
}

void read_only_lender(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), 0);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), writable);
    read_word(2, place_at(drawn, 1));
    write_word(2, place_at(drawn, 1), 1);
}

void small_into_large(Numbers& drawn) {
    for (uint32_t i = 0; i < pages_lent; ++i) {
        give(sigma0, 1 + i, page(frame_at(drawn, i), writable),
             hot_spot_to_place(drawn, i), wide_window(drawn, i));
    }
}

void large_into_small(Numbers& drawn) {
    const Fpage all = Fpage::make(frames_at(drawn, 0), sixteen_order, writable);
    for (uint32_t i = 0; i < pages_lent; ++i) {
        give(sigma0, 1 + i, all, drawn_hot_spot(drawn, i), page(place_at(drawn, i)));
    }
}

void sixteen_pages(Numbers& drawn) {
    const uint32_t frames = frames_at(drawn, 0), there = places_at(drawn, 0);
    for (uint32_t i = 0; i < sixteen; ++i) {
        poke(frames + i * page_size, word_at(drawn, i));
    }
    give(sigma0, 1, Fpage::make(frames, sixteen_order, writable), there,
         Fpage::whole_space());
    give(1, 2, Fpage::make(there, sixteen_order), drawn_hot_spot(drawn, 0),
         drawn_window(drawn, 1));
    read_word(1, there + drawn.at(70) % sixteen * page_size);
    for (uint32_t i = 0; i < pages_lent; ++i) {
        give(sigma0, 3, drawn_frames(drawn, i, writable), place_at(drawn, i),
             Fpage::whole_space());
    }
}

void whole_into_whole(Numbers& drawn) {
    for (uint32_t i = 0; i < pages_lent; ++i) {
        lend(sigma0, frame_at(drawn, i), 1, place_at(drawn, i), writable);
    }
    give(1, 2, Fpage{Fpage::whole_space().word() | writable}, drawn_hot_spot(drawn, 0),
         Fpage::whole_space());
}

void taken_places(Numbers& drawn) {
    const uint32_t frames = frames_at(drawn, 0), there = places_at(drawn, 0);
    const uint32_t taken = there + drawn.at(71) % sixteen * page_size;
    lend(sigma0, frame_at(drawn, 0), 1, taken, writable);
    give(sigma0, 1, Fpage::make(frames, sixteen_order, writable), there,
         Fpage::whole_space());
}

void count_a_page(Numbers& drawn) {
    let(1, wait_for_pages);
    note(counted([&] {
        ipc(send_fpage, nothing_to_receive, wait_for_ever, actor(1), place_at(drawn, 0),
            page(frame_at(drawn, 0)).word());
    }));
}

}  // namespace kumquat::user
