// control.hpp -- what a fuzz program tells the runner: a page of guest memory at FUZZ_CONTROL.
// Where the runner cannot read memory (Bochs), it reads the console: in the end the program prints
// the structure there, word after word.
#pragma once

#include <stdint.h>

namespace kumquat::fuzz {

struct Control {
    static constexpr uint32_t magic_word = 0x5A5A4655;
    uint32_t magic;
    uint32_t position;               // rounds that are over
    uint32_t round;                  // the one that runs
    uint32_t calls_low, calls_high;  // of wild threads, in all rounds that are over
    uint32_t faults;                 // page faults that the pager has seen
    uint32_t failed;                 // tasks that could not be made
    char failure[64];                // what is broken; empty: nothing
    uint32_t failure_number;
};
constexpr uint32_t control_words = sizeof(Control) / 4;
/// Before the words: "control: 5A5A4655 0000000C ...".
constexpr const char* control_headline = "control:";

}  // namespace kumquat::fuzz
