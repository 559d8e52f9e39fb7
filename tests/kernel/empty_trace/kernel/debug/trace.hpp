// trace.hpp -- trace points of a kernel that never heard of tracing: all empty.
// A kernel built with TRACE=off must be the same to the byte as one built with this header.
#pragma once

#include "kernel/config.hpp"
#include "kernel/debug/trace_ring.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

#define KIND(name, ...)                                                                \
    template <typename... Arguments>                                                   \
    inline void trace_##name(const Arguments&...) {}
KUMQUAT_TRACE_KINDS(KIND)
KIND(text)
#undef KIND

}  // namespace kumquat
