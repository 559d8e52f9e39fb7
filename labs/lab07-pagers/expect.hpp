// expect.hpp -- what claims of lab 7 expect of answers, faults and pages.
#pragma once

#include "kernel/abi/message.hpp"
#include "labs/lab07-pagers/scenes.hpp"
#include "labs/programs/claims_pages.hpp"

#include <initializer_list>

namespace kumquat::grading::lab07 {

using namespace ::kumquat::lab07;

/// The servers are actors, too.
constexpr uint32_t zero_pager = server_task(0).value - root_task.value,
                   copy_pager = server_task(1).value - root_task.value;

/// The helper that answers faults, in the log.
constexpr uint32_t teller = root_task.value * threads_per_task + 1;

/// The frame that an actor sees. \throws ClaimFailed if it sees none
uint32_t
frame_of(const ProgramRun& run, uint32_t actor, uint32_t address, const char* so);

/// What the actors touched, one after the other: these of the drawn words.
void expect_words(const ProgramRun& run,
                  const Numbers& numbers,
                  std::initializer_list<uint32_t> words,
                  const char* so);

/// How much memory a pager has taken: frames that it does not see one to one, as it sees its program.
void expect_memory(const ProgramRun& run,
                   uint32_t actor,
                   size_t frames,
                   const char* so);

/// How often a thread has faulted, by the trace.
void expect_faults(const ProgramRun& run,
                   uint32_t thread,
                   size_t count,
                   const char* so);

/// A call brought a page, or two words that are 0.
void expect_page_came(const Call& call, const char* so);
void expect_refusal(const Call& call, const char* so);

}  // namespace kumquat::grading::lab07
