// expect.hpp -- what the claims of lab 3 have in common: who ran, one after the other.
#pragma once

#include "grading/claim.hpp"
#include "kernel/abi/trace_kinds.hpp"

#include <vector>

namespace kumquat::grading {

using Sequence = std::vector<uint32_t>;

/// The words that the threads of a scene have left. Before anybody looks at them, what the kernel
/// told of the scene is judged by the specification, and compared with them.
/// \throws Diagnosis, ClaimFailed
Guest play(const Experiment& experiment);

/// A column of all events of a kind. \throws Diagnosis if the trace breaks a rule
Sequence told(const Guest& guest, TraceKind kind, uint32_t column);

/// Words `first` to `first + count` of the evidence; all that are left, for a count of 0.
Sequence words_of(const Guest& guest, uint32_t first = 0, uint32_t count = 0);

/// Fail unless two sequences are equal. \param what  names them: "Who ran"
void expect_sequence(const Sequence& expected,
                     const Sequence& actual,
                     const std::string& what,
                     const std::string& so);

/// `count` times the same.
Sequence times(uint32_t count, uint32_t word);
/// One behind the other.
Sequence operator+(Sequence one, const Sequence& other);

}  // namespace kumquat::grading
