// claims_frames.cpp -- lab 2, stage 1: the pool.
#include "labs/lab02-memory/expect.hpp"

#include <algorithm>

namespace kumquat::grading {

namespace {

int change_of(FrameAct act) {
    return act == FrameAct::take || act == FrameAct::take_zeroed ? -1 : 1;
}

const char* name_of(FrameAct act) {
    constexpr const char* names[] = {"take_frame()", "take_zeroed_frame()",
                                     "free_frame()", "free_clean_frame()"};
    return names[static_cast<uint32_t>(act)];
}

}  // namespace

CLAIM(frames, each_is_taken_once) {
    const Guest guest = boot_small(experiment);
    const uint32_t end = guest.word(0), count = guest.word(1);
    std::vector<uint32_t> taken = words_from(guest, 2, count);
    expect_frames(taken);
    std::sort(taken.begin(), taken.end());
    for (uint32_t i = 0; i < count; ++i) {
        Experiment::expect_equal(
            end - (count - i) * page_size, taken[i],
            fmt::format("Frame {} of {}, in the order of their addresses", i + 1,
                        count),
            "The pool is all that there is: a frame that is never given out is lost.");
    }
    Experiment::expect_equal(0, guest.word(2 + count), "Frames left behind the last",
                             "Who asks before taking gets a wrong answer.");
}

CLAIM(frames, count_is_kept) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = experiment.numbers();
    uint32_t count = guest.word(0), held = 0;
    for (uint32_t i = 0; i < frame_steps; ++i) {
        const FrameStep step = draw_frame_step(numbers, held);
        const int change = change_of(step.act);
        count += static_cast<uint32_t>(change);
        held -= static_cast<uint32_t>(change);
        Experiment::expect(
            guest.word(1 + i) == count,
            fmt::format("{} frames are left after step {}, {}; expected {}.",
                        guest.word(1 + i), i + 1, name_of(step.act), count),
            "Some day the kernel takes a frame that is not there, or refuses one that "
            "is.");
    }
}

CLAIM(frames, freed_ones_are_taken_again) {
    const Guest guest = boot_small(experiment);
    std::vector<uint32_t> freed = words_from(guest, 0, frames_freed);
    std::vector<uint32_t> taken = words_from(guest, frames_freed, frames_freed);
    expect_frames(taken);
    std::sort(freed.begin(), freed.end());
    std::sort(taken.begin(), taken.end());
    for (uint32_t i = 0; i < frames_freed; ++i) {
        Experiment::expect_equal(freed[i], taken[i],
                                 "The pool was empty, some frames were given back and "
                                 "taken again; one of them",
                                 "A frame that is lost on the way is lost for ever.");
    }
}

CLAIM(frames, clean_ones_are_kept_for_last) {
    const Guest guest = boot_small(experiment);
    const std::vector<uint32_t> clean = words_from(guest, 0, frames_cleaned);
    const uint32_t count = guest.word(frames_cleaned);
    const std::vector<uint32_t> taken = words_from(guest, frames_cleaned + 1, count);
    expect_frames(taken);
    for (const uint32_t frame : clean) {
        const auto found = std::find(taken.begin(), taken.end(), frame);
        Experiment::expect(found != taken.end(),
                           fmt::format("The clean frame 0x{:08X} was never taken, and "
                                       "{} were, which is all.",
                                       frame, count),
                           "When the others are used up, memory is given out that is "
                           "not in the pool.");
        const auto at = static_cast<uint32_t>(found - taken.begin());
        Experiment::expect(
            at + frames_cleaned >= count,
            fmt::format("The clean frame 0x{:08X} was taken as number {} of {}.", frame,
                        at + 1, count),
            "Who takes any frame got one that was clean, and the next page table must "
            "clear another.");
    }
}

CLAIM(frames, zeroed_ones_are_zero) {
    const Guest guest = boot_small(experiment);
    const char* const so = "A new page table shows pages that somebody used before.";
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        expect_zero(guest, guest.word(i), "A zeroed frame from the untouched end", so);
    }
    for (uint32_t i = frames_cleaned; i < 2 * frames_cleaned; ++i) {
        expect_zero(guest, guest.word(i), "A zeroed frame that was used before", so);
    }
}

CLAIM(frames, clean_ones_are_zero_too) {
    const Guest guest = boot_small(experiment);
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        expect_zero(guest, guest.word(i), "A zeroed frame from the clean list",
                    "The list has written into it; that must go, too.");
    }
}

CLAIM(frames, clean_ones_are_not_cleared_again) {
    const Guest guest = boot_small(experiment);
    const uint32_t mark = experiment.numbers().next() | 1;
    Experiment::expect_equal(guest.word(0), guest.word(1), "The zeroed frame",
                             "A clean frame was there, and another was cleared.");
    Experiment::expect_equal(
        mark, guest.read_physical<uint32_t>(guest.word(0) + page_size / 2),
        "A mark that was left in a clean frame",
        "A thousand words were cleared that were zero: the time of a page fault.");
}

CLAIM(frames, freed_ones_keep_no_secret) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        const uint32_t secret = numbers.next() | 1;
        for (uint32_t j = 1; j < words_per_page; ++j) {
            const auto word =
                guest.read_physical<uint32_t>(guest.word(i) + j * word_bytes);
            Experiment::expect(
                word != secret,
                fmt::format(
                    "Frame 0x{:08X} was freed, and its word {} is still 0x{:08X}, "
                    "as before.",
                    guest.word(i), j, word),
                "With FILL=on, who reads freed memory should see at once that it is "
                "junk.");
        }
    }
}

}  // namespace kumquat::grading
