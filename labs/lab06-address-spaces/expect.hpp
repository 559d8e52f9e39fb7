// expect.hpp -- what claims of lab 6 expect of a page, and of those who touch it.
#pragma once

#include "grading/claim.hpp"
#include "kernel/abi/message.hpp"
#include "labs/lab06-address-spaces/scenes.hpp"

namespace kumquat::grading {

constexpr bool writable = true, read_only = false;

/// A page of an actor shows that frame, with those rights.
void expect_page(const ProgramRun& run,
                 uint32_t actor,
                 uint32_t address,
                 uint32_t frame,
                 bool is_writable,
                 const char* so);

/// Sixteen of them.
void expect_pages(const ProgramRun& run,
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

/// An actor has so many pages, and no others.
void expect_count(const ProgramRun& run, uint32_t actor, size_t count, const char* so);

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

/// The number of an actor's first thread in the log.
constexpr uint32_t thread_of(uint32_t actor) {
    return actor == 0 ? 0 : (root_task.value + actor) * threads_per_task;
}

/// Where a page of an fpage goes, and which: by the specification.
struct Landing {
    uint32_t source, destination;
    size_t pages;
};
Landing landing(Fpage send, Fpage window, uint32_t hot_spot);

}  // namespace kumquat::grading
