// claims.hpp -- how a guest program states what it found.
// Each claim is one line on the console; the run ends well only if all of them hold.
#pragma once

#include "user/lib/console.hpp"
#include "user/lib/l4.hpp"

namespace kumquat::user {

/// Print "claim NAME holds", or what was expected and what was there.
void claim(const char* name, uint32_t expected, uint32_t actual);

/// The same for a claim about the promises of the kernel's interface.
/// \param promises  their names in handouts/reference/l4-v2.md, with spaces between
/// \param sentence  what holds, in words; a literal, since a host program looks for it
void claim(const char* promises,
           const char* sentence,
           uint32_t expected,
           uint32_t actual);
void claim_that(const char* promises, const char* sentence, bool is_true);

/// End the run: successfully if every claim held.
[[noreturn]] void finish_claims();

}  // namespace kumquat::user
