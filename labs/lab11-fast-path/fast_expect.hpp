// fast_expect.hpp -- what claims of lab 11 expect of a way through the kernel.
#pragma once

#include "labs/lab05-rendezvous/expect.hpp"
#include "labs/lab11-fast-path/fast_scenes.hpp"

#include <functional>

namespace kumquat::grading {

/// Run the scene in both kernels: in the one that tells of itself, which the specification judges, and
/// in the one that is counted. What the program saw must be right in both.
MeasuredRun in_both_kernels(const Experiment& experiment,
                            const std::function<void(const ProgramLog&)>& check);

/// The counted ipcs went the short way, all of them or every second one: the calls.
void expect_fast(const MeasuredRun& run, size_t step = 1);

/// Two notes: what another found in the FPU, and what the main thread, which has computed with it,
/// found there again.
void expect_no_leak(const ProgramLog& log, const Numbers& numbers, const char* so);

/// The answer to the main thread's drawn message came.
void expect_drawn_answer(const Call& call, const Numbers& numbers, uint32_t message);

}  // namespace kumquat::grading
