// guest_actors.cpp -- the kernel of a lab whose test program needs other tasks beside it.
// Nothing is tested in ring 0. The root task is taken away before it has begun; the tasks behind it
// are made here, and see the program's pages one to one, as if they had been there always: neither
// the mapping database nor the trace knows of these.
#include "kernel/boot/info_page.hpp"
#include "kernel/config.hpp"
#include "kernel/debug/guest_tests.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/memory/mapping_database.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/thread.hpp"
#include "labs/programs/actor_starts.hpp"

/// For the grader: physical addresses of their page directories.
extern "C" {
extern uint32_t actor_directories[];
uint32_t actor_directories[kumquat::actors_at_most];
}

namespace kumquat {

namespace {

MappingNode shown_nodes[actors_at_most];

void take_root_away() {
    Tcb& root = tcb_of(root_id.number());
    remove_from_ready_queue(root);
    root.state = ThreadState::dead;
}

bool is_mark(const char* text) {
    for (uint32_t i = 0; i < sizeof ActorStarts::mark; ++i) {
        if (text[i] != ActorStarts::mark_text[i]) {
            return false;
        }
    }
    return true;
}

const ActorStarts& find_starts() {
    const MemoryRange program = info_page.sigma0.memory;
    for (uint32_t at = program.low; at < program.high; at += sizeof(uint32_t)) {
        const char* const text = direct<char>(PhysAddr{at});
        if (is_mark(text)) {
            return *reinterpret_cast<const ActorStarts*>(text);
        }
    }
    panic("the test program knows of no other tasks");
}

/// The program's pages appear in the space of a task.
void show_program(TaskNumber task, MappingNode& node) {
    const MemoryRange program = info_page.sigma0.memory;
    for (uint32_t at = program.low; at < program.high; at += page_size) {
        const PageEntry entry{PhysAddr{at}, PTE_PRESENT | PTE_WRITABLE | PTE_USER};
        PageSlot slot = find_slot(space_of(task), VirtAddr{at});
        if (slot.entry == nullptr) {
            slot = add_page_table(task, VirtAddr{at});
        }
        node.begin({task, VirtAddr{at}}, root_of(PhysAddr{at}), entry);
        enter_page(space_of(task), VirtAddr{at}, slot, entry, node);
    }
}

void make_actor(uint32_t index, const ActorStarts& starts) {
    const TaskNumber task{root_task.value + 1 + index};
    const auto top = reinterpret_cast<uintptr_t>(starts.stacks[index]);
    const auto code = reinterpret_cast<uintptr_t>(starts.code);
    *direct<uintptr_t>(PhysAddr{top}) = code;
    ThreadStart start{.id = ThreadId::make(task, 0, root_task),
                      .eip = reinterpret_cast<uintptr_t>(starts.entry),
                      .esp = top,
                      .priority = config::first_priority,
                      .timeslice_us = config::default_timeslice_us};
    if (!create_task(start, 0, ThreadId::nil())) {
        panic("no memory for the tasks of the test");
    }
    show_program(task, shown_nodes[index]);
    actor_directories[index] = space_of(task).directory.raw();
}

}  // namespace

void run_guest_test(BootStage stage, const MultibootInfo&) {
    if (stage != BootStage::tasks) {
        return;
    }
    take_root_away();
    const ActorStarts& starts = find_starts();
    for (uint32_t i = 0; i < actors_at_most; ++i) {
        make_actor(i, starts);
    }
}

}  // namespace kumquat
