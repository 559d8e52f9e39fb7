// challenge.hpp -- claims without points, for who wants more: how few instructions will do?
// They are claims like others, but stand apart: `make challenges` runs them, no mark depends on them,
// and no wrong solution has to fail at one. Each counts something, to lay beside the reference.
// Its test leaves the figure as its first word, so no challenge needs code here.
#pragma once

#include "grading/claim.hpp"
#include "grading/report.hpp"

namespace kumquat::grading {

/// A lab whose claims are the challenges of another.
Lab challenges_of(const Lab& lab);

/// Whether a figure is as good as the reference's, or a tenth worse: compilers differ.
bool meets(const Curve& curve, uint64_t figure);

/// What takes the figure of a challenge of that lab.
Claim counting_claim(const Lab& lab);

/// Which are met, and what was counted. \param result  of such a lab
std::string report_of_challenges(const LabResult& result, const ReportOptions& options);

}  // namespace kumquat::grading
