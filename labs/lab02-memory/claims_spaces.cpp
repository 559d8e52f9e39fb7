// claims_spaces.cpp -- lab 2, stage 2: page directories.
#include "labs/lab02-memory/expect.hpp"

namespace kumquat::grading {

CLAIM(space, programs_see_nothing) {
    const Guest guest = boot_small(experiment);
    for (uint32_t i = 0; i < first_kernel_entry; ++i) {
        Experiment::expect_equal(0, entry_of(guest, guest.word(0), i).word(),
                                 fmt::format("Entry {} of a new directory", i),
                                 "A new task sees memory of which nobody has told it.");
    }
}

CLAIM(space, kernel_is_in_all) {
    const Guest guest = boot_small(experiment);
    constexpr uint32_t marks = 2 + entries_marked;
    const uint32_t master = guest.address_of("master_directory") - KERNEL_OFFSET;
    for (uint32_t i = 0; i < marks; ++i) {
        Experiment::expect_equal(
            guest.word(2 * i + 1), entry_of(guest, master, guest.word(2 * i)).word(),
            fmt::format("Entry {} of the master directory", guest.word(2 * i)),
            "The kernel's own directory was changed.");
    }
    for (uint32_t space = 0; space < 2; ++space) {
        const uint32_t directory = guest.word(2 * marks + space);
        for (uint32_t i = first_kernel_entry; i < entries_per_table; ++i) {
            Experiment::expect_equal(
                word_of(entry_of(guest, master, i)),
                word_of(entry_of(guest, directory, i)),
                fmt::format("Entry {} of a new directory", i),
                "At the switch to this space the kernel loses a part of itself.");
        }
    }
}

CLAIM(space, takes_two_frames) {
    const Guest guest = boot_small(experiment);
    expect_frames(words_from(guest, 2, 3));
    Experiment::expect_equal(
        2, guest.word(0) - guest.word(1), "Frames that a new space took",
        "Who asks for frames_for_space frames relies on that number.");
}

CLAIM(space, goes_back_whole) {
    const Guest guest = boot_small(experiment);
    expect_same_count(
        guest, 0, 1, "Frames in the pool, around the life of five spaces",
        "A machine that makes and deletes tasks runs out of memory one day.");
}

CLAIM(space, goes_back_clean) {
    const Guest guest = boot_small(experiment);
    expect_frames(words_from(guest, 0, 2));
    for (uint32_t i = 0; i < 2; ++i) {
        expect_zero(guest, guest.word(i),
                    "A zeroed frame, taken behind the end of a space",
                    "What was given back as clean was not, and the next page table "
                    "begins with the rest of it.");
    }
}

}  // namespace kumquat::grading
