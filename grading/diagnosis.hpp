// diagnosis.hpp -- what happened to a machine that did not come to the end of its test.
// A crash is told as what the machine did, before time is blamed for it.
// Invariant: `saw` is a whole sentence; what is not known is left empty, never guessed.
#pragma once

#include "tools/machine/machine.hpp"
#include "tools/machine/symbols.hpp"

#include <stdexcept>
#include <string>

namespace kumquat::grading {

/// Why a run says nothing good about the kernel. Thrown, and printed in place of a verdict.
struct Diagnosis {
    std::string kind;       // "hole", "reset", "spinning", ...: stable, for grade.json
    std::string saw;        // what the machine did
    std::string so;         // what that usually means
    std::string chain;      // exceptions that led to a reset
    std::string where;      // function and source line
    std::string rule = "";  // name of the specification's rule that the trace breaks
};

/// The host, the emulator or the course's own files are to blame: no verdict at all.
class CannotGrade : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Say what happened. Requires: the run did not end with the guest test's own exit value.
/// \throws CannotGrade for an infrastructure error
Diagnosis diagnose(const machine::Outcome& outcome, const machine::Symbols& symbols);

}  // namespace kumquat::grading
