// guest_family.cpp -- the kernel's part in the tests of lab 9: the family is there before the test
// begins, each with the pages of the program, which are lent by sigma0 and so are its own.
// sigma0 has nothing to do then, and does not run: the test program is the root task.
#include "kernel/boot/info_page.hpp"
#include "kernel/config.hpp"
#include "kernel/debug/guest_tests.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/tasks/task.hpp"
#include "labs/lab09-tasks-and-clans/scenes.hpp"
#include "labs/programs/call_log.hpp"
#include "labs/programs/guest_tasks.hpp"
#include "labs/programs/silence.hpp"

namespace kumquat {

namespace {

/// A task of its chief's, with one thread. \param start  where that begins
void make_member(const Numbers& numbers,
                 uint32_t member,
                 ThreadStart start,
                 uint32_t maximum_priority) {
    set_chief(lab09::member_task(numbers, member),
              lab09::member_task(numbers, lab09::chief_of[member]));
    start.id = lab09::member_id(numbers, member);
    start.priority = config::first_priority;
    start.timeslice_us = config::default_timeslice_us;
    if (!create_task(start, static_cast<uint8_t>(maximum_priority), ThreadId::nil())) {
        panic("no memory for the tasks of the test");
    }
}

/// A member that plays a part in the test.
void make_actor(const Numbers& numbers, uint32_t member, const ActorStarts& starts) {
    make_member(
        numbers, member,
        {.eip = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(starts.entry)),
         .esp = static_cast<uint32_t>(
             reinterpret_cast<uintptr_t>(starts.stacks[member - 1]))},
        lab09::mcp_of(numbers, member));
    lend(lab09::member_task(numbers, member), info_page.root.memory);
}

/// A task with a thread that never runs, and without a page.
void make_silent(const Numbers& numbers, uint32_t member) {
    make_member(numbers, member, {}, 0);
    silence(lab09::member_id(numbers, member));
}

}  // namespace

void run_guest_test(BootStage stage, const MultibootInfo&) {
    if (stage != BootStage::tasks) {
        return;
    }
    silence(sigma0_id);
    const MemoryRange& program = info_page.root.memory;
    lend(root_task, program);
    lend(root_task, roots_memory);
    const auto& sent = *static_cast<const Sent*>(find_mark(program, Sent::mark_text));
    const ActorStarts& starts = find_starts(program);
    const Numbers numbers{sent.numbers, numbers_in_a_test};
    for (uint32_t member = 1; member <= lab09::members; ++member) {
        make_actor(numbers, member, starts);
    }
    if (runs_one_of(lab09::tests_of_depth, program)) {
        for (uint32_t member = lab09::members + 1; member <= lab09::kin; ++member) {
            make_silent(numbers, member);
        }
    }
}

}  // namespace kumquat
