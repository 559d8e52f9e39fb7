// actor_starts.hpp -- where the tasks beside a test program begin.
// Shared by the program, which fills it in, and the kernel of the test, which finds it in the
// program's memory by its mark, before the program runs.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/abi/thread_id.hpp"

#include <stddef.h>

namespace kumquat {

/// So many a program has stacks for; so many are made, behind the root task, unless a lab makes its own.
constexpr uint32_t actors_at_most = 6, actors_made = 4;
/// Behind them there may be servers: programs that are under test.
constexpr uint32_t servers_at_most = 2;
constexpr uint32_t tasks_at_most = actors_made + servers_at_most;

/// The first thread of one. Each field of the id says something; who names it may leave out version
/// and site.
constexpr ThreadId actor_id(TaskNumber task) {
    constexpr uint32_t version = 0xA0000155, site = 0x1A5A5;
    const ThreadId plain = ThreadId::make(task, 0, root_task);
    return {plain.low() | version, plain.high() | site};
}

constexpr TaskNumber server_task(uint32_t index) {
    return {root_task.value + 1 + actors_made + index};
}
/// What the root task has to lend, one to one, if it is the test program.
constexpr MemoryRange roots_memory{0x400000, 0x440000};
/// Where it sees the info page then.
constexpr uint32_t roots_info_page = roots_memory.high;

struct ActorStarts {
    static constexpr char mark_text[17] = "KUMQUAT LAB TASK";
    /// Where its fields stand in the program's memory, in words.
    static constexpr uint32_t entry_word = 4, stacks_word = 6;

    char mark[16];
    const void* entry;                 // of all of them
    void (*code)();                    // on top of each stack
    uint32_t* stacks[actors_at_most];  // their uppermost words
};
#if __SIZEOF_POINTER__ == 4
static_assert(offsetof(ActorStarts, entry) == 4 * ActorStarts::entry_word);
static_assert(offsetof(ActorStarts, stacks) == 4 * ActorStarts::stacks_word);
#endif

}  // namespace kumquat
