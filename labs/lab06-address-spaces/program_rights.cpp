// program_rights.cpp -- lab 6, stage 3: a page that is there gets another message.
#include "labs/lab06-address-spaces/program_tests.hpp"

namespace kumquat::user {

void right_added(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), 0);
    write_word(2, place_at(drawn, 1), 1);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), 0);
    write_word(2, place_at(drawn, 1), 1);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), writable);
    write_word(2, place_at(drawn, 1), word_at(drawn, 1));
}

void right_of_a_stranger(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(sigma0, frame_at(drawn, 0), 3, place_at(drawn, 3), writable);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), 0);
    lend(3, place_at(drawn, 3), 2, place_at(drawn, 1), writable);
    write_word(2, place_at(drawn, 1), 1);
}

void other_frame(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    // One parent, two frames: both are pieces of the same memory of sigma0's.
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), 0);
    lend(sigma0, frame_at(drawn, 1), 1, place_at(drawn, 0), writable);
    write_word(1, place_at(drawn, 0), 1);
    read_word(1, place_at(drawn, 0));
}

void less_than_before(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), 0);
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    write_word(1, place_at(drawn, 0), word_at(drawn, 0));
}

}  // namespace kumquat::user
