// trace_memory.hpp -- trace points of mappings, all empty; see trace.hpp beside it.
#pragma once

#include "kernel/debug/trace.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

inline void trace_map(PageName, PageEntry, PageName) {}
inline void trace_grant(PageName, PageEntry, PageName) {}
EMPTY(trace_page_split)
EMPTY(trace_unmap_start)
EMPTY(trace_unmap)
EMPTY(trace_unmap_end)
EMPTY(trace_kernel_memory)

}  // namespace kumquat
