// kernel_build.hpp -- build the kernel under test, with the guest tests of a lab in it.
// make does the work, so only what changed is compiled again; what the compiler says about the
// student's code reaches the student.
#pragma once

#include "grading/guest.hpp"
#include "grading/lab.hpp"

#include <filesystem>
#include <string>
#include <variant>

namespace kumquat::grading {

/// The kernel does not build; that is the student's to mend, so it is a result.
struct BuildFailed {
    std::string message;  // first errors of the compiler
};

/// Build the kernel of `tree` for one lab, below `tree`/build/grade/.
/// \throws CannotGrade if make itself cannot be started
std::variant<GradedKernel, BuildFailed> build_kernel(const std::filesystem::path& tree,
                                                     const Lab& lab);

}  // namespace kumquat::grading
