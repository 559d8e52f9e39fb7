// guest_tasks.cpp -- making tasks without task_new.
#include "labs/programs/guest_tasks.hpp"

#include "kernel/boot/info_page.hpp"
#include "kernel/config.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/memory/mapping.hpp"
#include "kernel/memory/mapping_database.hpp"
#include "kernel/tasks/task.hpp"

/// For the grader: physical addresses of their page directories.
extern "C" {
extern uint32_t actor_directories[];
uint32_t actor_directories[kumquat::tasks_at_most];
}

namespace kumquat {

namespace {

MappingNode shown_nodes[actors_made];

bool is_mark(const char* text, const Mark& mark) {
    for (uint32_t i = 0; i + 1 < sizeof mark; ++i) {
        if (text[i] != mark[i]) {
            return false;
        }
    }
    return true;
}

}  // namespace

const void* find_mark(const MemoryRange& program, const Mark& mark) {
    for (uint32_t at = program.low; at < program.high; at += sizeof(uint32_t)) {
        const char* const text = direct<char>(PhysAddr{at});
        if (is_mark(text, mark)) {
            return text;
        }
    }
    panic("the test program lacks what the test's kernel looks for");
}

const ActorStarts& find_starts(const MemoryRange& program) {
    const auto& starts =
        *static_cast<const ActorStarts*>(find_mark(program, ActorStarts::mark_text));
    for (uint32_t* const stack : starts.stacks) {
        *direct<uintptr_t>(PhysAddr{reinterpret_cast<uintptr_t>(stack)}) =
            reinterpret_cast<uintptr_t>(starts.code);
    }
    return starts;
}

void lend(TaskNumber task, uint32_t frame, uint32_t place) {
    const Fpage page = Fpage::make(frame, page_order, Fpage::write_bit);
    MapOperation operation{sigma0_task, task, page, Fpage::make(place, page_order), 0};
    if (operation.step() != MapStep::done) {
        panic("no memory for the tasks of the test");
    }
}

void lend(TaskNumber task, const MemoryRange& pages) {
    for (uint32_t at = pages.low; at < pages.high; at += page_size) {
        lend(task, at, at);
    }
}

void show_program(TaskNumber task, const MemoryRange& program, MappingNode& node) {
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

ThreadStart start_in(TaskNumber task, uint32_t eip, uint32_t esp) {
    return {.id = ThreadId::make(task, 0, root_task),
            .eip = eip,
            .esp = esp,
            .priority = config::first_priority,
            .timeslice_us = config::default_timeslice_us};
}

void make_task(ThreadStart start) {
    if (!create_task(start, 0, ThreadId::nil())) {
        panic("no memory for the tasks of the test");
    }
    const TaskNumber task = start.id.task();
    actor_directories[task.value - root_task.value - 1] =
        space_of(task).directory.raw();
}

void make_actors(const MemoryRange& program) {
    const ActorStarts& starts = find_starts(program);
    for (uint32_t i = 0; i < actors_made; ++i) {
        const TaskNumber task{root_task.value + 1 + i};
        ThreadStart start = start_in(task, reinterpret_cast<uintptr_t>(starts.entry),
                                     reinterpret_cast<uintptr_t>(starts.stacks[i]));
        start.id = actor_id(task);
        make_task(start);
        show_program(task, program, shown_nodes[i]);
    }
}

}  // namespace kumquat
