// grader.hpp -- run the claims of a lab, several at a time, parents first.
// Invariant: the result does not depend on how many run at a time, nor on their order.
#pragma once

#include "grading/guest.hpp"
#include "grading/nonce.hpp"
#include "grading/result.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace kumquat::grading {

struct GradeOptions {
    std::filesystem::path tree = ".";
    std::string only;   // a claim, or a group of claims by their first word; empty: all
    unsigned jobs = 0;  // runs at a time; 0: as many as there are processors
    std::filesystem::path record;  // where traces of passed claims go; empty: nowhere
    /// Called after each test, from one thread at a time, with how many are done.
    std::function<void(size_t done, size_t of)> progress = nullptr;
    bool keeps_traces = true;  // in the tree
    /// A failed claim is tried once more with the numbers of the reference's trace, and that run
    /// is the one to look at. Not if somebody wants to see just the run with these numbers.
    bool compares = true;
    std::filesystem::path
        failed_traces;  // where those of failed claims go; empty: nowhere
};

/// Build the kernel for a lab and judge its claims.
/// \return one result for each claim asked for; none if `only` names none of this lab
/// \throws CannotGrade if nothing can be built at all, or a claim has no code
LabResult
grade_lab(const Lab& lab, const NonceSource& nonces, const GradeOptions& options);

/// The claims asked for, none of them run yet, each with its nonce.
/// \throws CannotGrade if a claim has no code
LabResult
claims_to_run(const Lab& lab, const NonceSource& nonces, const std::string& only);

/// Run them on a kernel that has been built.
void judge_all(const GradedKernel& kernel,
               LabResult& result,
               const GradeOptions& options);

}  // namespace kumquat::grading
