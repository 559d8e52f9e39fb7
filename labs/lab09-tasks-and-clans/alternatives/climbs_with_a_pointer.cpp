// climbs_with_a_pointer.cpp -- another loop up the tree; it does not leave out the own chief, whom no way
// from outside passes before a brother.

    // LAB 9 BEGIN nearest: up from the destination; does the way pass somebody next to me?
    TaskNumber task = destination.task();
    do {
        task = task_of(task).chief;
        if (task != kernel_task && is_next_to(self, task) && task != self) {
            return {inward, first_thread_of(task)};
        }
    } while (task != kernel_task);
    return {outward, chief_of(self)};
    // LAB 9 END
