// trace_memory.hpp -- trace points of mappings, all empty; see trace.hpp beside it.
#pragma once

#include "kernel/debug/trace.hpp"

namespace kumquat {

inline uint32_t trace_frame(PhysAddr, uint32_t, bool) { return 0; }
inline void trace_map(TaskNumber, VirtAddr, uint32_t, TaskNumber, uint32_t) {}
inline void trace_grant(TaskNumber, VirtAddr, uint32_t, TaskNumber, uint32_t) {}
EMPTY(trace_page_split)
EMPTY(trace_unmap_start)
EMPTY(trace_unmap)
EMPTY(trace_unmap_end)
EMPTY(trace_kernel_memory)

}  // namespace kumquat
