// assert.hpp -- "the kernel (or the program) is wrong": never for a wrong caller.
// The kernel, a user program and a host test each link their own assertion_failed().
#pragma once

namespace kumquat {

/// Report a broken invariant and stop. Does not return.
/// \param expression  the text of the condition that does not hold
/// \param file, line  where it stands in the source
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace kumquat

/// Always on: a course has no release build. One condition, no side effects.
#define KASSERT(condition)                                                             \
    ((condition) ? static_cast<void>(0)                                                \
                 : ::kumquat::assertion_failed(#condition, __FILE__, __LINE__))
