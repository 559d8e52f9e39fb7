// trace_memory.hpp -- trace points of mappings, all empty; see trace.hpp beside it.
#pragma once

#include "kernel/debug/trace.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

inline void trace_map(PageName, PageEntry, PageName) {}
inline void trace_grant(PageName, PageEntry, PageName) {}
inline void trace_unmap(PageName, PageEntry, bool) {}

}  // namespace kumquat
