// trace_memory.hpp -- trace points of mappings and of the kernel's own memory.
#pragma once

#include "kernel/debug/trace.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

/// The memory that an entry shows, as the trace names it: an fpage, with the rights of the entry.
inline uint32_t trace_column(PageEntry entry) {
    return Fpage::make(entry.frame().raw(),
                       entry.is_large() ? large_page_order : page_order,
                       entry.is_writable() ? Fpage::write_bit : 0)
        .word();
}

/// A task has got a page, or more rights to one.
/// \param entry   that shows it now
/// \param source  where it is from; if from the kernel: the physical address
inline void
trace_map(const PageName& page, const PageEntry& entry, const PageName& source) {
    if constexpr (config::trace) {
        trace_map(page.task(), page.page(), entry, source.task(), source.page());
    }
}

/// A page has moved from one task to the other, with all that was derived from it.
inline void trace_grant(PageName page, PageEntry entry, PageName source) {
    trace_grant(page.task(), page.page(), entry, source.task(), source.page());
}

/// A page of 4 MB is 1,024 pages of 4 KB from now on, with the same rights and children.
inline void trace_page_split(PageName page, PageEntry old) {
    trace_page_split(page.task(), page.page(), old);
}

/// A task has lost a page, or the right to write to it, by what the running thread does.
/// \param old        the entry that showed the page
/// \param read_left  the page is still there, read only
inline void trace_unmap(PageName page, PageEntry old, bool read_left) {
    if constexpr (config::trace) {
        trace_unmap(page.task(), page.page(), old, read_left, current_thread());
    }
}

/// What the kernel holds for a task now. Who changes it by more than nodes says so at the end.
inline void trace_kernel_memory(TaskNumber task) {
    if constexpr (config::trace) {
        const KernelMemory& memory = task_of(task).memory;
        trace_kernel_memory(task, memory.frames, memory.nodes);
    }
}

}  // namespace kumquat
