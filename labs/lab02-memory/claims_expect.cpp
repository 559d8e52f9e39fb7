// claims_expect.cpp -- see expect.hpp.
#include "labs/lab02-memory/expect.hpp"

namespace kumquat::grading {

Guest boot_small(const Experiment& experiment) { return experiment.boot(small_pool); }

std::vector<uint32_t> words_from(const Guest& guest, uint32_t index, uint32_t count) {
    std::vector<uint32_t> words;
    for (uint32_t i = 0; i < count; ++i) {
        words.push_back(guest.word(index + i));
    }
    return words;
}

void expect_frames(const std::vector<uint32_t>& frames) {
    constexpr uint32_t kernel_end = KERNEL_PHYSICAL;
    std::set<uint32_t> seen;
    for (const uint32_t frame : frames) {
        Experiment::expect(
            frame % page_size == 0 && frame >= kernel_end && frame < DIRECT_WINDOW_SIZE,
            fmt::format("0x{:08X} was given as a frame.", frame),
            "Who writes there writes into memory that is not in the pool.");
        Experiment::expect(
            seen.insert(frame).second,
            fmt::format("The frame 0x{:08X} was given twice.", frame),
            "Two tables, or two tasks, would write into the same memory.");
    }
}

void expect_zero(const Guest& guest,
                 uint32_t frame,
                 const std::string& what,
                 const std::string& so) {
    for (uint32_t i = 0; i < words_per_page; ++i) {
        const auto word = guest.read_physical<uint32_t>(frame + i * word_bytes);
        Experiment::expect(
            word == 0,
            fmt::format("{} (frame 0x{:08X}): word {} is 0x{:08X}; expected 0.", what,
                        frame, i, word),
            so);
    }
}

PageEntry entry_of(const Guest& guest, uint32_t table, uint32_t index) {
    return guest.read_physical<PageEntry>(table + index * word_bytes);
}

uint32_t word_of(PageEntry entry) {
    return entry.without(PTE_ACCESSED | PTE_DIRTY).word();
}

void expect_same_count(const Guest& guest,
                       uint32_t before,
                       uint32_t after,
                       const std::string& what,
                       const std::string& so) {
    Experiment::expect(guest.word(before) == guest.word(after),
                       fmt::format("{}: {} before, {} after.", what, guest.word(before),
                                   guest.word(after)),
                       so);
}

}  // namespace kumquat::grading
