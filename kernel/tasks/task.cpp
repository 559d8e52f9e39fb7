// task.cpp -- the table of tasks.
#include "kernel/tasks/task.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_memory.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/thread.hpp"

namespace kumquat {

namespace {

using ActiveTasks = List<Task, &Task::active_link>;

Task* active_tasks = nullptr;
uint32_t tasks_born = 0;

}  // namespace

Task task_table[max_tasks];

TaskNumber number_of(const Task& task) {
    return {static_cast<uint32_t>(&task - task_table)};
}

Task* first_active_task() { return active_tasks; }

Task* next_active_task(Task& task) { return ActiveTasks::after(active_tasks, task); }

bool next_tcb_frame(const Task& task, uint32_t& n) {
    constexpr uint32_t bits = 32;
    for (; n < tcb_frames_per_task; n = (n / bits + 1) * bits) {
        const uint32_t rest = task.tcb_frames[n / bits] >> n % bits;
        if (rest != 0) {
            n += static_cast<uint32_t>(__builtin_ctz(rest));
            return true;
        }
    }
    return false;
}

[[gnu::section(".start_up")]] void initialize_tasks() {
    task_table[sigma0_task.value].chief = root_task;
    for (uint32_t i = root_task.value + 1; i < max_tasks; ++i) {
        task_table[i].chief = root_task;
    }
    task_table[root_task.value].owned_numbers = max_tasks - 1 - root_task.value;
}

void set_chief(TaskNumber number, TaskNumber chief) {
    Task& task = task_of(number);
    KASSERT(!task.is_active());
    --task_of(task.chief).owned_numbers;
    ++task_of(chief).owned_numbers;
    task.chief = chief;
}

bool create_task(ThreadStart& start, uint8_t maximum_priority, ThreadId creator) {
    const TaskNumber number = start.id.task();
    Task& task = task_of(number);
    KASSERT(!task.is_active());
    if (!frames_available(frames_for_space)) {
        return false;
    }
    const AddressSpace space = create_address_space();
    if (!allocate_tcb(start.id.number(), space.directory)) {
        delete_address_space(space);
        return false;
    }
    task.space = space;
    task.born = ++tasks_born;
    task.memory.frames += frames_for_space;
    task.nest = static_cast<uint8_t>(start.id.nest());
    task.maximum_priority = maximum_priority;
    ActiveTasks::push_back(active_tasks, task);
    trace_task_create(number, start.id.chief(), creator, maximum_priority);
    start.directory = space.directory;
    Tcb* const thread = create_thread(start, creator);
    KASSERT(thread != nullptr);  // its TCB is there already
    trace_kernel_memory(number);
    make_ready(*thread);
    return true;
}

void end_task(Task& task) {
    hide_zero_table();
    // LAB 9 BEGIN end of a task: its space, its line in the books, its place among the active
    delete_address_space(task.space);
    task.space = {};
    task.memory.frames -= frames_for_space;
    trace_kernel_memory(number_of(task));
    ActiveTasks::remove(active_tasks, task);
    // LAB 9 END
}

}  // namespace kumquat
