// trace_memory.hpp -- trace points of mappings and of the kernel's own memory.
#pragma once

#include "kernel/debug/trace.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

/// The memory that an entry shows, as the trace names it: an fpage, with the rights of the entry.
inline uint32_t trace_frame(PageEntry entry) {
    return Fpage::make(entry.frame().raw(),
                       entry.is_large() ? large_page_order : page_order,
                       entry.is_writable() ? Fpage::write_bit : 0)
        .word();
}

inline void trace_page(
    TraceKind kind, PageName page, PageEntry entry, uint32_t third, uint32_t fourth) {
    if constexpr (config::trace) {
        trace_event(kind, page.task().value, page.page().raw(), trace_frame(entry),
                    third, fourth);
    }
}

/// A task has got a page, or more rights to one.
/// \param entry   that shows it now
/// \param source  where it is from; if from the kernel: the physical address
inline void trace_map(PageName page, PageEntry entry, PageName source) {
    trace_page(TraceKind::map, page, entry, source.task().value, source.page().raw());
}

/// A page has moved from one task to the other, with all that was derived from it.
inline void trace_grant(PageName page, PageEntry entry, PageName source) {
    trace_page(TraceKind::grant, page, entry, source.task().value, source.page().raw());
}

/// A page of 4 MB is 1,024 pages of 4 KB from now on, with the same rights and children.
inline void trace_page_split(PageName page, PageEntry old) {
    trace_event(TraceKind::page_split, page.task().value, page.page().raw(),
                trace_frame(old));
}

/// A task has lost a page, or the right to write to it, by what the running thread does.
/// \param old        the entry that showed the page
/// \param read_left  the page is still there, read only
inline void trace_unmap(PageName page, PageEntry old, bool read_left) {
    if constexpr (config::trace) {
        trace_page(TraceKind::unmap, page, old, read_left ? 1u : 0u,
                   trace_thread(current_thread()));
    }
}

inline void trace_unmap_start(const Tcb& self, Fpage fpage, uint32_t mask) {
    trace_event(TraceKind::unmap_start, trace_thread(self), fpage.word(), mask);
}

inline void trace_unmap_end(const Tcb& self) {
    trace_event(TraceKind::unmap_end, trace_thread(self));
}

/// What the kernel holds for a task now. Who changes it by more than nodes says so at the end.
inline void trace_kernel_memory(TaskNumber task) {
    const KernelMemory& memory = task_of(task).memory;
    trace_event(TraceKind::kernel_memory, task.value, memory.frames, memory.nodes);
}

}  // namespace kumquat
