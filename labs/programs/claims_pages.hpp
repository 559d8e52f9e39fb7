// claims_pages.hpp -- what claims expect of the pages of an actor, and of those who touch them.
#pragma once

#include "grading/claim.hpp"

namespace kumquat::grading {

constexpr bool writable = true, read_only = false;

/// Actors and servers have the tasks behind root's; 0 is root.
constexpr uint32_t task_of(uint32_t actor) { return root_task.value + actor; }

/// The numbers of an actor's threads in the log: the first, and the one that tries things.
constexpr uint32_t thread_of(uint32_t actor) {
    return task_of(actor) * threads_per_task;
}
constexpr uint32_t trier_of(uint32_t actor) { return thread_of(actor) + 1; }

/// A page of an actor shows that frame, with those rights.
void expect_page(const ProgramRun& run,
                 uint32_t actor,
                 uint32_t address,
                 uint32_t frame,
                 bool is_writable,
                 const char* so);

/// An actor has no page there.
void expect_nothing(const ProgramRun& run,
                    uint32_t actor,
                    uint32_t address,
                    const char* so);

/// Notes of one read or write after the other.
class Touches {
public:
    explicit Touches(const ProgramRun& run) : notes_{run.notes()} {}

    /// The next one worked; a read brought that word.
    void expect_word(uint32_t word, const char* so);
    /// The next one faulted.
    void expect_fault(const char* so);
    /// Any note that is no touch.
    uint32_t next();

private:
    const std::vector<uint32_t>& notes_;
    size_t used_ = 0;
};

}  // namespace kumquat::grading
