// claims.hpp -- how a guest program states what it found.
// Each claim is one line on the console; the run ends well only if all of them hold.
#pragma once

#include "user/lib/console.hpp"
#include "user/lib/l4.hpp"

namespace kumquat::user {

/// Print "claim NAME holds", or what was expected and what was there.
void claim(const char* name, uint32_t expected, uint32_t actual);

/// End the run: successfully if every claim held.
[[noreturn]] void finish_claims();

}  // namespace kumquat::user
