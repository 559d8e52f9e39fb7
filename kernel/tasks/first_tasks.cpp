// first_tasks.cpp -- sigma0 and the root task as they find the world.
#include "kernel/tasks/first_tasks.hpp"

#include "kernel/abi/multiboot.hpp"
#include "kernel/boot/info_page.hpp"
#include "kernel/config.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/thread.hpp"

namespace kumquat {

namespace {

/// sigma0 finds the address of the info page on its stack, and in EAX.
void start_sigma0() {
    const uint32_t info = physical_of(&info_page).raw();
    const uint32_t esp = info_page.sigma0.esp - sizeof(uint32_t);
    *direct<uint32_t>(PhysAddr{esp}) = info;
    ThreadStart start{.id = sigma0_id,
                      .eip = info_page.sigma0.eip,
                      .esp = esp,
                      .priority = config::first_priority,
                      .timeslice_us = config::default_timeslice_us};
    if (!create_task(start, 0, ThreadId::nil())) {
        panic("no memory for sigma0");
    }
    tcb_of(sigma0_id.number()).frame().eax = info;
}

/// The root task finds the list of modules in EBX, as a kernel does.
void start_root(uint32_t multiboot_info) {
    ThreadStart start{.id = root_id,
                      .eip = info_page.root.eip,
                      .esp = info_page.root.esp,
                      .pager = sigma0_id,
                      .priority = config::first_priority,
                      .timeslice_us = config::default_timeslice_us};
    if (!create_task(start, 255, ThreadId::nil())) {
        panic("no memory for the root task");
    }
    TrapFrame& frame = tcb_of(root_id.number()).frame();
    frame.eax = multiboot_loader_magic;
    frame.ebx = multiboot_info;
}

}  // namespace

// Gone when the first of them runs (kernel.ld), but optimized together with create_task.
[[gnu::section(".start_up")]] void start_first_tasks(uint32_t multiboot_info) {
    initialize_tasks();
    start_sigma0();
    start_root(multiboot_info);
}

}  // namespace kumquat
