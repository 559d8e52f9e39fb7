// layout.cpp -- one block of cells after the other.
#include "layout.hpp"

#include "page_cells.hpp"

namespace kumquat {

Layout::Layout(Journal& journal, size_t thread_count, size_t task_count)
    : threads_count{static_cast<uint32_t>(thread_count)},
      tasks_count{static_cast<uint32_t>(task_count)}, running{journal.allocate(1)},
      owner{journal.allocate(1)}, clock_us{journal.allocate(1)},
      clock_is_known{journal.allocate(1)}, lines{journal.allocate(interrupt_lines *
                                                                  line_fields)},
      roots{journal.allocate(root_count)}, ready_heads{journal.allocate(2 *
                                                                        ready_levels)},
      timeout_heads{journal.allocate(2)}, threads{journal.allocate(thread_count *
                                                                   thread_fields)},
      tasks{journal.allocate(task_count * task_fields)} {}

}  // namespace kumquat
