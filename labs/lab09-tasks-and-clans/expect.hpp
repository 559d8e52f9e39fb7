// expect.hpp -- what claims of lab 9 expect of what was told.
#pragma once

#include "grading/claim.hpp"
#include "labs/lab09-tasks-and-clans/scenes.hpp"

namespace kumquat::grading::lab09 {

using namespace kumquat::lab09;

/// What the program has told, by place.
class Told {
public:
    explicit Told(const ProgramRun& run) : words_{run.notes()} {}

    /// \throws ClaimFailed if nobody came so far
    uint32_t word(uint32_t place) const;
    ThreadId id(uint32_t place) const;

private:
    const std::vector<uint32_t>& words_;
};

/// "12.3, chief 4, nest 0"
std::string text_of(ThreadId id);

void expect_id(ThreadId expected,
               ThreadId actual,
               const std::string& what,
               const char* so);

/// The answer of task_new: EAX is 0, and the id is this one.
void expect_done(const Told& told,
                 uint32_t place,
                 ThreadId id,
                 const std::string& what,
                 const char* so);
/// EAX is -1, and the id nil.
void expect_refused(const Told& told,
                    uint32_t place,
                    const std::string& what,
                    const char* so);

/// The name of a member, for reports: "task 77 (root's child 1)".
std::string name_of(const Numbers& numbers, uint32_t member);

}  // namespace kumquat::grading::lab09
