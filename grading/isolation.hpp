// isolation.hpp -- a student's lab on the reference's kernel.
// Who has made a mistake in lab 2 may meet it in lab 5. So the files of lab 5 alone are put into a
// tree whose other labs are right, and graded there; what passes there and fails in the student's
// own kernel has its cause in an earlier lab, and trying one lab after the other tells in which.
#pragma once

#include "grading/grader.hpp"
#include "grading/result.hpp"

#include <filesystem>

namespace kumquat::grading {

/// Grade the files of one lab on a reference, and note in `own`, the result of the student's whole
/// kernel, for each claim how it went there, and which lab is to blame if it went better.
/// \param reference  a tree in which all labs before this one are right: that of the course, or a
///                   starter of this lab
/// \param options    with the student's tree; a tree of its own is made below its build/
/// \throws CannotGrade if `reference` is no tree, or another version of the course
void grade_in_isolation(LabResult& own,
                        const std::filesystem::path& reference,
                        const NonceSource& nonces,
                        const GradeOptions& options);

}  // namespace kumquat::grading
