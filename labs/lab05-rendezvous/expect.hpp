// expect.hpp -- what claims of lab 5 expect of a call.
#pragma once

#include "grading/claim.hpp"
#include "kernel/abi/message.hpp"
#include "labs/lab05-rendezvous/scenes.hpp"
#include "labs/programs/claims_pages.hpp"

#include <algorithm>

namespace kumquat::grading {

/// The result word as a whole.
void expect_result(const Call& call, uint32_t expected, const char* so);

/// The completion code, bits 7:4 of the result.
void expect_error(const Call& call, IpcError expected, const char* so);

/// A message with two words came.
void expect_words(const Call& call, uint32_t w0, uint32_t w1);

/// The drawn message of a thread came, from that thread.
void expect_message(const Call& call,
                    const Numbers& numbers,
                    uint32_t sender,
                    uint32_t message);

/// The call came back without waiting for anything.
void expect_at_once(const Call& call);

/// Behind the note that stands before a send, the next note is that of this thread.
void expect_next_to_run(const ProgramRun& run, uint32_t thread, const char* so);

/// The call waited so long: never less, and two ticks more at most.
void expect_duration(const Call& call, uint64_t us);

}  // namespace kumquat::grading
