// trace_memory.hpp -- trace points of mappings and of the kernel's own memory.
#pragma once

#include "kernel/debug/trace.hpp"

namespace kumquat {

/// A page as the trace names it: an fpage of physical memory.
/// \param order  log2 of its size: 12 or 22
inline uint32_t trace_frame(PhysAddr frame, uint32_t order, bool writable) {
    if constexpr (config::trace) {
        return Fpage::make(frame.raw(), order, writable ? Fpage::write_bit : 0).word();
    }
    return 0;
}

/// A task has got a page, or more rights to one.
/// \param frame   of the page, with the rights that the task has now; see trace_frame()
/// \param source  where the task `from` has it; from the kernel: the physical address
inline void trace_map(
    TaskNumber to, VirtAddr page, uint32_t frame, TaskNumber from, uint32_t source) {
    trace_event(TraceKind::map, to.value, page.raw(), frame, from.value, source);
}

/// A page has moved from one task to the other, with all that was derived from it.
inline void trace_grant(
    TaskNumber to, VirtAddr page, uint32_t frame, TaskNumber from, uint32_t source) {
    trace_event(TraceKind::grant, to.value, page.raw(), frame, from.value, source);
}

/// A page of 4 MB is 1,024 pages of 4 KB from now on, with the same rights and children.
inline void trace_page_split(TaskNumber task, VirtAddr page, uint32_t frame) {
    trace_event(TraceKind::page_split, task.value, page.raw(), frame);
}

inline void trace_unmap_start(const Tcb& self, Fpage fpage, uint32_t mask) {
    trace_event(TraceKind::unmap_start, trace_thread(self), fpage.word(), mask);
}

/// A task has lost a page, or the right to write to it.
/// \param frame      of the page, with the rights that it had
/// \param read_left  the page is still there, read only
inline void trace_unmap(
    TaskNumber task, VirtAddr page, uint32_t frame, bool read_left, const Tcb& by) {
    trace_event(TraceKind::unmap, task.value, page.raw(), frame, read_left ? 1u : 0u,
                trace_thread(by));
}

inline void trace_unmap_end(const Tcb& self) {
    trace_event(TraceKind::unmap_end, trace_thread(self));
}

/// What the kernel holds for a task now. \param frames  page frames; \param nodes  mapping nodes
inline void trace_kernel_memory(TaskNumber task, uint32_t frames, uint32_t nodes) {
    trace_event(TraceKind::kernel_memory, task.value, frames, nodes);
}

}  // namespace kumquat
