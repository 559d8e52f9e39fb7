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

/// The kernel of the same lab that is there to be counted; nothing if the lab has none. It is built
/// like any other.
std::optional<Lab> measured_variant(const Lab& lab);

/// Both together, unless the second one does not build. Requires: the first one does.
std::variant<GradedKernel, BuildFailed>
with_measured(std::variant<GradedKernel, BuildFailed> told,
              std::variant<GradedKernel, BuildFailed> measured);

/// Where a build leaves its files, relative to the tree; and which, relative to that folder.
std::filesystem::path built_folder(const Lab& lab);
std::vector<std::filesystem::path> built_files(const Lab& lab);

/// The command that builds the kernel for one lab, to be run in the tree.
std::vector<std::string>
make_words(const std::filesystem::path& tree, const Lab& lab, unsigned jobs);

/// The kernel that was built, and its tests.
/// \param folder   where its files lie
/// \param wrapper  put before programs that read them
GradedKernel built_kernel(const std::filesystem::path& tree,
                          const std::filesystem::path& folder,
                          const Lab& lab,
                          const std::vector<std::string>& wrapper = {});

/// Of a compiler's output: the first errors with the lines below them; its end if no line looks
/// like an error.
std::string first_errors(const std::string& output);

/// Build the kernel of `tree` for one lab, below `tree`/build/grade/.
/// \throws CannotGrade if make itself cannot be started
std::variant<GradedKernel, BuildFailed> build_kernel(const std::filesystem::path& tree,
                                                     const Lab& lab);

}  // namespace kumquat::grading
