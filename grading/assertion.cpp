// assertion.cpp -- an assertion of a header that grader and kernel share.
// In the grader it says that the grader itself is wrong, never the kernel under test.
#include "kernel/abi/assert.hpp"

#include "grading/diagnosis.hpp"

#include <fmt/format.h>

namespace kumquat {

void assertion_failed(const char* expression, const char* file, int line) {
    throw grading::CannotGrade(fmt::format("The grader broke an assertion: {}:{}, {}.",
                                           file, line, expression));
}

}  // namespace kumquat
