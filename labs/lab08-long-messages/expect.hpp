// expect.hpp -- what should come of a message, by the specification.
#pragma once

#include "grading/claim.hpp"
#include "labs/lab08-long-messages/plans.hpp"
#include "labs/programs/claims_pages.hpp"

#include <map>
#include <vector>

namespace kumquat::grading::lab08 {

using namespace ::kumquat::lab08;

constexpr uint32_t sender = 1, receiver = 2, bystander = 3;
constexpr uint32_t senders_pager = 1, receivers_pager = 2;  // helpers of sigma0

/// The areas of a plan as they are before a message, and what it makes of them.
class AreaMemory {
public:
    AreaMemory(const Plan& plan, const Numbers& numbers);

    uint32_t word(uint32_t area, uint32_t offset) const;
    void set_word(uint32_t area, uint32_t offset, uint32_t value);
    void copy(uint32_t to_area,
              uint32_t to,
              uint32_t from_area,
              uint32_t from,
              uint32_t bytes);

private:
    std::map<uint32_t, std::vector<uint8_t>> bytes_;
};

/// What both sides get.
struct Delivered {
    MessageDope received;
    uint32_t sent;
};

/// Let a message have arrived. \param memory  in, out
Delivered deliver(const Plan& plan, const Numbers& numbers, AreaMemory& memory);

/// One side's result.
void expect_result(uint32_t expected,
                   const Call& call,
                   const char* who,
                   const char* so);

/// The notes that note_memory() has left, from `first` on, tell of this memory.
/// \return  how many notes that were
size_t expect_memory(const ProgramRun& run,
                     const Plan& plan,
                     const AreaMemory& memory,
                     size_t first,
                     const char* so);

/// The same for those of note_area().
/// \param like  the area of `memory` that it should be like
size_t expect_area(const ProgramRun& run,
                   const AreaMemory& memory,
                   uint32_t like,
                   size_t first,
                   const char* so);

/// Threads of the log.
struct Partners {
    uint32_t sender, receiver;
};

/// One of the program's notes.
uint32_t note(const ProgramRun& run, size_t index);

/// A message went over as planned: results, words 0 and 1, memory. It is the last call of both.
/// \return  how many notes were about that
size_t expect_delivery(const ProgramRun& run,
                       const Numbers& numbers,
                       const Plan& plan,
                       Partners partners,
                       const char* so);

/// The same for a run with one message, between the usual two.
void expect_delivery(const Experiment& experiment, const Plan& plan, const char* so);

/// A pager has been asked for the missing pages of an area, for those that the message needs and for
/// no others, by the right partner, as the kernel asks.
/// \param thread  the partner's; of the pager it is the number of the helper
void expect_faults(const ProgramRun& run,
                   const Numbers& numbers,
                   const Plan& plan,
                   uint32_t area,
                   uint32_t thread,
                   uint32_t pager,
                   const char* so);

/// Both partners' last calls have ended like this.
void expect_ends(const ProgramRun& run,
                 IpcError senders,
                 IpcError receivers,
                 const char* so);

/// The clock ticked while a string was copied that takes longer than a tick.
void expect_interrupts(const ProgramRun& run, const char* so);

}  // namespace kumquat::grading::lab08
