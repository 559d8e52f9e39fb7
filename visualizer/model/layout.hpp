// layout.hpp -- which cell of the journal holds what.
// Threads and tasks are rows, as in the trace's tables. A reference to a row is the row + 1, and
// so is a reference to an event; 0 is none.
#pragma once

#include "journal.hpp"

namespace kumquat {

enum ThreadField : uint32_t {
    thread_exists,
    thread_priority,
    thread_timeslice_us,
    thread_remaining_us,  // signed: a tick may overdraw it
    thread_pager,
    thread_send_event,   // its latest ipc_send: the message
    thread_fault_event,  // its latest page_fault
    thread_line,         // the interrupt that it has attached, + 1
    thread_transfer_partner,
    thread_deadline_us,   // low 32 bits of the kernel's clock
    thread_first_sender,  // of the send queue,
    thread_last_sender,   //
    thread_ready_links,   // next, previous, and in which list + 1
    thread_timeout_links = thread_ready_links + 3,
    thread_send_links = thread_timeout_links + 3,
    thread_fields = thread_send_links + 3,
};

enum TaskField : uint32_t {
    task_is_active,
    task_chief,
    task_creator,
    task_maximum_priority,
    task_frames,  // that the kernel holds for it,
    task_nodes,   //
    task_directory,
    task_fields,
};

enum LineField : uint32_t { line_owner, line_is_pending, line_count_seen, line_fields };

constexpr uint32_t interrupt_lines = 16;
constexpr uint32_t ready_levels = 256;

/// A family of lists through the threads; a thread is in at most one of them.
/// The heads of list l are the cells first + l * head_stride, and the one behind it.
struct ThreadLists {
    Cell first;
    uint32_t head_stride;
    Cell links;  // of the thread in row 0

    Cell head(uint32_t list) const { return first + list * head_stride; }
    Cell next(uint32_t reference) const {
        return links + (reference - 1) * thread_fields;
    }
    Cell previous(uint32_t reference) const { return next(reference) + 1; }
    Cell list(uint32_t reference) const { return next(reference) + 2; }
};

struct Layout {
    /// Allocates everything whose number is known before the first event.
    Layout(Journal& journal, size_t thread_count, size_t task_count);

    uint32_t threads_count, tasks_count;
    Cell running, owner, clock_us, clock_is_known;
    Cell lines, roots, ready_heads, timeout_heads, threads, tasks;

    Cell thread(uint32_t row, ThreadField field) const {
        return threads + row * thread_fields + field;
    }
    Cell task(uint32_t row, TaskField field) const {
        return tasks + row * task_fields + field;
    }
    Cell line(uint32_t number, LineField field) const {
        return lines + number * line_fields + field;
    }
    ThreadLists ready_lists() const {
        return {ready_heads, 2, thread(0, thread_ready_links)};
    }
    ThreadLists timeout_lists() const {
        return {timeout_heads, 2, thread(0, thread_timeout_links)};
    }
    ThreadLists send_lists() const {
        return {thread(0, thread_first_sender), thread_fields,
                thread(0, thread_send_links)};
    }
};

}  // namespace kumquat
