// claims_pages.cpp -- a page against what it should have been, in words.
#include "labs/programs/claims_pages.hpp"

namespace kumquat::grading {

namespace {

const char* name_of(bool is_writable) { return is_writable ? "writable" : "read only"; }

}  // namespace

void expect_page(const ProgramRun& run,
                 uint32_t actor,
                 uint32_t address,
                 uint32_t frame,
                 bool is_writable,
                 const char* so) {
    const auto found = run.pages().find({task_of(actor), address});
    const std::string place =
        fmt::format("Task {}, address 0x{:08X}: ", task_of(actor), address);
    const std::string wanted =
        fmt::format("expected frame 0x{:08X}, {}.", frame, name_of(is_writable));
    Experiment::expect(found != run.pages().end(), place + "nothing; " + wanted, so);
    const Shown& shown = found->second;
    Experiment::expect(shown == Shown{frame, is_writable},
                       place +
                           fmt::format("frame 0x{:08X}, {}; ", shown.frame,
                                       name_of(shown.is_writable)) +
                           wanted,
                       so);
}

void expect_nothing(const ProgramRun& run,
                    uint32_t actor,
                    uint32_t address,
                    const char* so) {
    const auto found = run.pages().find({task_of(actor), address});
    Experiment::expect(
        found == run.pages().end(),
        fmt::format("Task {}, address 0x{:08X}: there is a page; expected none.",
                    task_of(actor), address),
        so);
}

uint32_t Touches::next() {
    Experiment::expect(used_ < notes_.size(),
                       fmt::format("There are {} notes of reads and writes; the test "
                                   "makes more.",
                                   notes_.size()),
                       "A thread was stuck before it came so far.");
    return notes_[used_++];
}

void Touches::expect_word(uint32_t word, const char* so) {
    const uint32_t number = static_cast<uint32_t>(used_ / 2 + 1);
    const bool worked = next() != 0;
    const uint32_t actual = next();
    Experiment::expect(worked, fmt::format("Access {} faulted.", number), so);
    Experiment::expect_equal(word, actual, fmt::format("Word of access {}", number),
                             so);
}

void Touches::expect_fault(const char* so) {
    const uint32_t number = static_cast<uint32_t>(used_ / 2 + 1);
    const bool worked = next() != 0;
    next();
    Experiment::expect(
        !worked, fmt::format("Access {} worked; it should have faulted.", number), so);
}

}  // namespace kumquat::grading
