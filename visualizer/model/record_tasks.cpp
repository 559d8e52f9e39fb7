// record_tasks.cpp -- tasks and their chiefs, the kernel's memory for them, interrupts.
#include "recorder.hpp"

namespace kumquat {

void Recorder::create_task(const Event& event) {
    const uint32_t task = column(event, 0);
    if (!is_task(task)) {
        return;
    }
    if (journal_[layout_.task(task, task_is_active)] != 0) {
        odd("This task is active already");
    }
    journal_.set(layout_.task(task, task_is_active), 1);
    journal_.set(layout_.task(task, task_chief), column(event, 1) + 1);
    journal_.set(layout_.task(task, task_creator), column(event, 2) + 1);
    journal_.set(layout_.task(task, task_maximum_priority), column(event, 3));
}

void Recorder::delete_task(const Event& event) {
    const uint32_t task = column(event, 0);
    if (!is_task(task)) {
        return;
    }
    if (journal_[layout_.task(task, task_is_active)] == 0) {
        odd("This task is not active");
    }
    journal_.set(layout_.task(task, task_is_active), 0);
}

void Recorder::change_chief(const Event& event) {
    if (is_task(column(event, 0))) {
        journal_.set(layout_.task(column(event, 0), task_chief), column(event, 1) + 1);
    }
}

void Recorder::note_kernel_memory(const Event& event) {
    const uint32_t task = column(event, 0);
    if (is_task(task)) {
        journal_.set(layout_.task(task, task_frames), column(event, 1));
        journal_.set(layout_.task(task, task_nodes), column(event, 2));
    }
}

void Recorder::attach_line(const Event& event) {
    const uint32_t thread = column(event, 0), line = column(event, 1);
    if (!is_thread(thread) || line >= interrupt_lines) {
        odd("There is no such interrupt");
        return;
    }
    if (journal_[layout_.line(line, line_owner)] != 0) {
        odd("This interrupt has an owner already");
    }
    journal_.set(layout_.line(line, line_owner), thread + 1);
    journal_.set(layout_.line(line, line_is_pending), 0);
    set(thread, thread_line, line + 1);
}

void Recorder::detach_line(const Event& event) {
    const uint32_t thread = column(event, 0), line = column(event, 1);
    if (!is_thread(thread) || line >= interrupt_lines) {
        odd("There is no such interrupt");
        return;
    }
    if (journal_[layout_.line(line, line_owner)] != thread + 1) {
        odd("This interrupt does not belong to the thread");
    }
    journal_.set(layout_.line(line, line_owner), 0);
    journal_.set(layout_.line(line, line_is_pending), 0);
    set(thread, thread_line, 0);
}

void Recorder::interrupt(const Event& event) {
    const uint32_t line = column(event, 1);
    if (line < interrupt_lines) {
        const Cell count = layout_.line(line, line_count_seen);
        journal_.set(count, journal_[count] + 1);
        journal_.set(layout_.line(line, line_is_pending),
                     is_thread(column(event, 0)) ? 1 : 0);
    }
}

void Recorder::deliver_interrupt(const Event& event) {
    const uint32_t line = column(event, 1);
    stop_waiting(column(event, 0));
    if (line >= interrupt_lines) {
        return;
    }
    if (journal_[layout_.line(line, line_is_pending)] == 0) {
        odd("This interrupt has not occurred");
    }
    journal_.set(layout_.line(line, line_is_pending), 0);
}

}  // namespace kumquat
