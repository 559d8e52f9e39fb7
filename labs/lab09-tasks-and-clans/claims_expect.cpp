// claims_expect.cpp -- what was told against what should have been, in words.
#include "labs/lab09-tasks-and-clans/expect.hpp"

namespace kumquat::grading::lab09 {

uint32_t Told::word(uint32_t place) const {
    const bool is_there = place < words_.size() && words_[place] != not_told;
    Experiment::expect(is_there, "A thread of the test did not come to its end.",
                       "It was stuck in a call, or has waited for a message that did "
                       "not come to it.");
    return words_[place];
}

ThreadId Told::id(uint32_t place) const { return {word(place), word(place + 1)}; }

std::string text_of(ThreadId id) {
    if (id.is_nil()) {
        return "nil";
    }
    if (id.is_invalid()) {
        return "invalid";
    }
    return fmt::format("{}.{} (chief {}, nest {}; 0x{:08X} 0x{:08X})", id.task().value,
                       id.lthread(), id.chief().value, id.nest(), id.low(), id.high());
}

void expect_id(ThreadId expected,
               ThreadId actual,
               const std::string& what,
               const char* so) {
    Experiment::expect(
        expected == actual,
        fmt::format("{}: {}; expected {}.", what, text_of(actual), text_of(expected)),
        so);
}

void expect_done(const Told& told,
                 uint32_t place,
                 ThreadId id,
                 const std::string& what,
                 const char* so) {
    Experiment::expect_equal(0, told.word(place), what + ": EAX", so);
    expect_id(id, told.id(place + 1), what, so);
}

void expect_refused(const Told& told,
                    uint32_t place,
                    const std::string& what,
                    const char* so) {
    Experiment::expect_equal(0xFFFFFFFF, told.word(place), what + ": EAX", so);
    expect_id(ThreadId::nil(), told.id(place + 1), what, so);
}

std::string name_of(const Numbers& numbers, uint32_t member) {
    constexpr const char* names[] = {"root",
                                     "root's child",
                                     "root's other child",
                                     "a grandchild",
                                     "its brother",
                                     "a grandchild by the other child",
                                     "a great-grandchild"};
    return fmt::format("task {} ({})", member_task(numbers, member).value,
                       member <= members ? names[member]
                                         : fmt::format("of nest {}", nest_of[member]));
}

}  // namespace kumquat::grading::lab09
