// memory_words.hpp -- page faults, mappings and the kernel's memory in words.
#pragma once

#include "words.hpp"

namespace kumquat {

/// Requires: kind is one of page_fault, map, grant, page_split, unmap*, kernel_memory.
EventWords
memory_words(const Trace& trace, const Event& event, TraceKind kind, ThreadNamer name);

}  // namespace kumquat
