// guest_tasks.hpp -- tasks that are there before the test begins, for the kernel of a test.
// They see the pages of the test program one to one, as if that had been so always: neither the
// mapping database nor the trace knows of these.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/memory/mapping_node.hpp"
#include "kernel/threads/thread.hpp"

namespace kumquat {

/// The program's pages appear in the space of a task. \param node  stands for all of them
void show_program(TaskNumber task, const MemoryRange& program, MappingNode& node);

/// The actors of a test program (labs/programs/actors.hpp).
void make_actors(const MemoryRange& program);

/// The first thread of a task behind root's, as make_task() wants it.
ThreadStart start_in(TaskNumber task, uint32_t eip, uint32_t esp);

/// Make a task, and note its page directory for the grader.
void make_task(ThreadStart start);

}  // namespace kumquat
