// root_notes.hpp -- what the root task of a test has found, for the test program.
// It has a space of its own, and no pager that would answer; the kernel of a test shows it its own
// pages (lab 4), or keeps it from running. The test program, as sigma0, sees all memory: it finds these
// notes by their mark.
#pragma once

#include <stdint.h>

namespace kumquat {

/// Root tasks lie from here on (labs/labs.mk), and other programs do not.
constexpr uint32_t link_of_root = 0x120000;

struct RootNotes {
    static constexpr char mark_text[17] = "KUMQUAT LAB ROOT";

    char mark[16];
    volatile uint32_t challenge;  // of the test program; 0: do not call the kernel yet
    volatile uint32_t
        answer;  // answer_to_challenge(), once root has seen the challenge
    volatile uint32_t has_begun;
    uint32_t registers[8];  // at its first instruction, in the order of pushal
    uint32_t esp, eflags, cs, ss;
    uint32_t id[3];  // id_nearest of nil: type, low, high
    volatile uint32_t rounds;
};

constexpr uint32_t answer_to_challenge(uint32_t word) { return word * 2654435761u + 1; }

}  // namespace kumquat
