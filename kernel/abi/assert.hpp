// assert.hpp -- "the kernel (or the program) is wrong": never for a wrong caller.
// A user program and a host test each link their own assertion_failed(); the kernel needs none.
#pragma once

namespace kumquat {

/// Report a broken invariant and stop. Does not return.
/// \param expression  the text of the condition that does not hold
/// \param file, line  where it stands in the source
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace kumquat

/// Always on: a course has no release build. One condition, no side effects.
#ifndef KUMQUAT_KERNEL
#define KASSERT(condition)                                                             \
    ((condition) ? static_cast<void>(0)                                                \
                 : ::kumquat::assertion_failed(#condition, __FILE__, __LINE__))
#else
/// In the kernel one call tells everything: by its place, the text is found that stands beside
/// the symbols of backtraces; see debug/panic.cpp.
#define KASSERT(condition)                                                             \
    do {                                                                               \
        if (!(condition)) [[unlikely]] {                                               \
            asm inline("call kernel_assertion_failed\n"                                \
                       "1: .pushsection .assertions, \"a\"\n"                          \
                       ".long 1b, 2f\n"                                                \
                       ".popsection\n"                                                 \
                       ".pushsection .assertion_texts, \"a\"\n"                        \
                       "2: .asciz \"" __FILE__                                         \
                       ":" KASSERT_TEXT(__LINE__) "   " #condition "\"\n"              \
                                                  ".popsection");                      \
            __builtin_unreachable();                                                   \
        }                                                                              \
    } while (false)
#define KASSERT_TEXT(number)   KASSERT_TEXT_1(number)
#define KASSERT_TEXT_1(number) #number
#endif
