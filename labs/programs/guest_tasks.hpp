// guest_tasks.hpp -- tasks that are there before the test begins, for the kernel of a test.
// They see the pages of the test program one to one, as if that had been so always: neither the
// mapping database nor the trace knows of these.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/memory/mapping_node.hpp"
#include "kernel/threads/thread.hpp"
#include "labs/programs/actor_starts.hpp"
#include "labs/programs/call_log.hpp"

namespace kumquat {

/// The program's pages appear in the space of a task. \param node  stands for all of them
void show_program(TaskNumber task, const MemoryRange& program, MappingNode& node);

/// sigma0 lends a task pages, one to one, as messages of it would.
void lend(TaskNumber task, const MemoryRange& pages);
/// The same with one page, to a place.
void lend(TaskNumber task, uint32_t frame, uint32_t place);

/// What a test program has for the kernel of the test begins with a mark.
using Mark = char[17];
const void* find_mark(const MemoryRange& program, const Mark& mark);

/// Whether the program is to run one of these tests.
template <size_t count>
bool runs_one_of(const char* const (&names)[count], const MemoryRange& program) {
    const auto& sent = *static_cast<const Sent*>(find_mark(program, Sent::mark_text));
    for (const char* const name : names) {
        if (sent.is_for(name)) {
            return true;
        }
    }
    return false;
}

/// Where the actors of a test program begin (labs/programs/actors.hpp). On top of each stack lies
/// what it runs then.
const ActorStarts& find_starts(const MemoryRange& program);

/// Make them.
void make_actors(const MemoryRange& program);

/// The first thread of a task behind root's, as make_task() wants it.
ThreadStart start_in(TaskNumber task, uint32_t eip, uint32_t esp);

/// Make a task, and note its page directory for the grader.
void make_task(ThreadStart start);

}  // namespace kumquat
