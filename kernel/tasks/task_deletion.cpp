// task_deletion.cpp -- step by step.
#include "kernel/tasks/task_deletion.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/ipc/rendezvous.hpp"
#include "kernel/memory/page_tables.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/end_thread.hpp"

namespace kumquat {

namespace {

constexpr uint32_t numbers_per_step = 128, tables_per_step = 16;
constexpr uint32_t tcb_frames_per_step = 8;
constexpr uint32_t user_tables = directory_index(user_end);

/// Whether a number still has the task that it had. While it has, the chiefs above it are the
/// same, too, for they cannot end before it.
bool is_still_there(TaskNumber number, uint32_t born) {
    return task_of(number).is_active() && task_of(number).born == born;
}

}  // namespace

TaskDeletion::TaskDeletion(TaskNumber task)
    : top_{task}, top_born_{task_of(task).born} {
    begin_with(task);
}

void TaskDeletion::begin_with(TaskNumber task) {
    task_ = task;
    task_born_ = task_of(task).born;
    next_ = tcb_frame_ = 0;
    receivers_are_told_ = false;
    is_flushing_ = false;
}

bool TaskDeletion::step() {
    // LAB 9 BEGIN deletion step: one thing of the first kind that is left; the clan before its chief
    if (!is_still_there(top_, top_born_)) {
        return false;  // somebody else has done it
    }
    if (!is_still_there(task_, task_born_)) {
        begin_with(top_);
    }
    if (end_threads() || end_clan() || tell_receivers() || flush() ||
        drop_page_tables()) {
        return true;
    }
    const TaskNumber chief = task_of(task_).chief;
    trace_task_delete(task_, current_thread());
    end_task(task_of(task_));
    if (task_ == top_) {
        return false;
    }
    begin_with(chief);
    return true;
    // LAB 9 END
}

/// The threads of one frame of TCBs vanish, and the frame goes back. If one of them is not done (its
/// senders are many), the next step goes on with it. \return  true: it was something to do
bool TaskDeletion::end_threads() {
    // LAB 9 BEGIN end threads: all that have their TCB in one frame, and then the frame
    uint32_t n = 0;
    if (!next_tcb_frame(task_of(task_), n)) {
        return false;
    }
    const uint32_t first = task_.value * threads_per_task + n * tcbs_per_frame;
    for (uint32_t k = 0; k < tcbs_per_frame; ++k) {
        Tcb& thread = tcb_of({first + k});
        if (thread.exists() && !end_thread(thread)) {
            return true;
        }
    }
    release_tcb_frame(task_, n);
    return true;
    // LAB 9 END
}

/// Find a task of this one's clan, and begin with that; inactive numbers fall to the chief of the
/// topmost. A step looks at some of all numbers, from `next_` on; the one that takes the last of them
/// away leaves 0 there. With nothing to do it changes nothing.
/// \return  true: it was something to do
bool TaskDeletion::end_clan() {
    // LAB 9 BEGIN end clan: of the numbers it owns, active ones go first, the others get another chief
    if (task_of(task_).owned_numbers == 0) {
        return false;
    }
    const TaskNumber heir = task_of(top_).chief;
    next_ %= max_tasks;
    for (uint32_t i = 0; i < numbers_per_step && next_ < max_tasks; ++i, ++next_) {
        const TaskNumber number{next_};
        if (task_of(number).chief != task_) {
            continue;
        }
        if (task_of(number).is_active()) {
            begin_with(number);
            return true;
        }
        set_chief(number, heir);
        trace_task_change(number, heir, current_thread());
    }
    if (task_of(task_).owned_numbers == 0) {
        next_ = 0;
    }
    return true;
    // LAB 9 END
}

/// A closed receive from a thread that is gone ends. `next_` is the task that is looked through,
/// task 0 at the start.
bool TaskDeletion::tell_receivers() {
    if (receivers_are_told_) {
        return false;
    }
    for (uint32_t i = 0; i < tcb_frames_per_step && !receivers_are_told_; ++i) {
        Task& task = task_of({next_});
        if (next_tcb_frame(task, tcb_frame_)) {
            end_receives_from(task_, {next_}, tcb_frame_++);
            continue;
        }
        Task* const other =
            task.is_active() ? next_active_task(task) : first_active_task();
        receivers_are_told_ = other == nullptr;
        next_ = other == nullptr ? 0 : number_of(*other).value;
        tcb_frame_ = 0;
    }
    return true;
}

/// Some of its pages go, and all that was made of them. While the account has a node there is one,
/// whatever an operation has seen; `next_` is 0 behind this.
/// \return  true: it was something to do
bool TaskDeletion::flush() {
    // LAB 9 BEGIN flush: all its pages, and what came of them; the books say when it is done
    if (task_of(task_).memory.nodes == 0) {
        is_flushing_ = false;
        return false;
    }
    if (!is_flushing_) {
        flush_ = {
            task_, Fpage::whole_space(), {.own_too = true, .change = Change::removal}};
        is_flushing_ = true;
        next_ = 0;
    }
    is_flushing_ = flush_.step();
    return true;
    // LAB 9 END
}

bool TaskDeletion::drop_page_tables() {
    if (task_of(task_).memory.frames == frames_for_space) {
        return false;
    }
    next_ %= user_tables;
    for (uint32_t i = 0; i < tables_per_step && next_ < user_tables; ++i) {
        const VirtAddr address{next_ * LARGE_PAGE_SIZE};
        next_ += absent_entries(&directory_entry(space_of(task_), address),
                                user_tables - next_);
        if (next_ < user_tables) {
            drop_page_table(task_, VirtAddr{next_++ * LARGE_PAGE_SIZE});
        }
    }
    return true;
}

}  // namespace kumquat
