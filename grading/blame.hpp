// blame.hpp -- which hole to look at for a failure.
// The best evidence first: the empty hole that was reached; the code on the stack when the kernel
// stopped or went round for ever; the rule that its trace breaks (lab.json says where that is kept);
// the hole that the claim is about. `make mutants` counts how often this finds the mistake.
#pragma once

#include "grading/diagnosis.hpp"
#include "grading/guest.hpp"
#include "grading/lab.hpp"

#include <string>
#include <vector>

namespace kumquat::grading {

/// The hole that a diagnosis speaks of: the empty one, or the keeper of the broken rule; or "".
std::string hole_told_by(const Diagnosis& diagnosis, const Lab& lab);

/// \param last  how the run ended
/// \return      the name of a hole of the lab
std::string hole_to_blame(const Lab& lab,
                          const Test& test,
                          const Diagnosis& diagnosis,
                          const GradedKernel& kernel,
                          const machine::Outcome& last);

/// Lines of a hole in a tree's file: the two markers, counted from 1; {0, 0} if they are not there.
struct HoleLines {
    unsigned begin = 0, end = 0;
};
HoleLines lines_of_hole(const std::filesystem::path& tree, const HoleEntry& hole);

/// The hole whose code is at the first of some places that is in any; empty if none is.
std::string hole_at(const Lab& lab,
                    const GradedKernel& kernel,
                    const std::vector<uint32_t>& places);

}  // namespace kumquat::grading
