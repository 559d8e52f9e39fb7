// workplace.hpp -- where one submission is built: a copy of the course's tree with the student's
// files in it.
// make runs in the sandbox and may spoil whatever lies there; what it has built is copied out before
// it is used, and the copy is removed with the workplace.
// Invariant: of the submission only the admitted files are there; of the machine's secrets nothing.
#pragma once

#include "grading/autograde/sandbox.hpp"
#include "grading/autograde/sieve.hpp"
#include "grading/kernel_build.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <variant>

namespace kumquat::autograde {

class Workplace {
public:
    /// \param course  the course's tree for the lab, built
    Workplace(const std::filesystem::path& course,
              const Admitted& admitted,
              const Sandbox& sandbox);

    /// Build the kernel for a lab, or for hidden claims of it. Hidden tests that stand in the kernel
    /// come into the tree for that, so build the lab without them first, and show nobody the log.
    /// \param log  where the compiler's output goes
    /// \throws CannotGrade if the host is too slow, or the sandbox fails
    std::variant<grading::GradedKernel, grading::BuildFailed>
    build(grading::Lab lab, const std::filesystem::path& log);

private:
    std::filesystem::path course_;
    const Sandbox& sandbox_;
    machine::TemporaryDirectory folder_;
    std::filesystem::path tree_;
};

}  // namespace kumquat::autograde
