// task_deletion.hpp -- the end of a task, with all tasks that it created.
// First its threads vanish, so that nothing new can come up; then the tasks of its clan go, the
// deepest first; then whoever waits for one of its threads is told; then its pages are flushed,
// and at last page tables and directory are given back. Each of these may take long, so all goes
// in steps, and in each step the table of tasks says what is still there: whoever comes to the
// same task, even another thread, goes on where things are. A number may even have got a new
// task between two steps; that is left alone.
// Source: L4 Version 2 on i386, "task_new (int 0x36)"; "Task deletion".
#pragma once

#include "kernel/memory/unmapping.hpp"

namespace kumquat {

class TaskDeletion {
public:
    /// \param task  an active task; neither the kernel's first ones, nor the caller's
    explicit TaskDeletion(TaskNumber task);

    /// Go on for some 2,000 instructions. \return  true: there is more to do
    /// Effects: numbers that belong to the deleted tasks go to the chief of the first.
    [[nodiscard]] bool step();

private:
    bool end_threads();
    bool end_clan();
    bool tell_receivers();
    bool flush();
    bool drop_page_tables();
    void begin_with(TaskNumber task);

    TaskNumber top_, task_;  // the whole clan; the task in it that is at work
    uint32_t top_born_, task_born_ = 0;
    uint32_t next_ = 0;       // a number in the scan at work
    uint32_t tcb_frame_ = 0;  // of that task, in tell_receivers()
    bool receivers_are_told_ = false;
    bool is_flushing_ = false;
    UnmapOperation flush_;
};

}  // namespace kumquat
