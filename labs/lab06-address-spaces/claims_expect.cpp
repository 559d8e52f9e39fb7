// claims_expect.cpp -- a page against what it should have been, in words.
#include "labs/lab06-address-spaces/expect.hpp"

#include <algorithm>

namespace kumquat::grading {

namespace {

constexpr uint32_t task_of(uint32_t actor) { return root_task.value + actor; }

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

void expect_pages(const ProgramRun& run,
                  uint32_t actor,
                  uint32_t address,
                  uint32_t frame,
                  bool is_writable,
                  const char* so) {
    for (uint32_t i = 0; i < sixteen; ++i) {
        expect_page(run, actor, address + i * page_size, frame + i * page_size,
                    is_writable, so);
    }
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

void expect_count(const ProgramRun& run, uint32_t actor, size_t count, const char* so) {
    const auto actual =
        static_cast<size_t>(std::ranges::count_if(run.pages(), [&](const auto& page) {
            return page.first.task == task_of(actor);
        }));
    Experiment::expect(actual == count,
                       fmt::format("Task {} has {} pages; expected {}.", task_of(actor),
                                   actual, count),
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

Landing landing(Fpage send, Fpage window, uint32_t hot_spot) {
    const uint64_t sent = uint64_t{1} << send.order();
    const uint64_t open = uint64_t{1} << window.order();
    const uint64_t size = std::min(sent, open);
    const auto offset = [&](uint64_t larger) {
        return static_cast<uint32_t>(hot_spot % larger / size * size);
    };
    return {send.base() + offset(sent), window.base() + offset(open), size / page_size};
}

}  // namespace kumquat::grading
