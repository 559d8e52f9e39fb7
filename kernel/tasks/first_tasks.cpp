// first_tasks.cpp -- sigma0 and the root task as they find the world.
#include "kernel/tasks/first_tasks.hpp"

#include "kernel/abi/multiboot.hpp"
#include "kernel/boot/info_page.hpp"
#include "kernel/config.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/thread.hpp"

namespace kumquat {

namespace {

/// Make a task that nobody has asked for. Its thread has the first priority and timeslice.
/// \return  the registers of its thread, which is ready: all 0 but EIP and ESP
[[gnu::always_inline]] inline TrapFrame& make_task(
    ThreadId id, uint32_t eip, uint32_t esp, ThreadId pager, uint8_t maximum_priority) {
    ThreadStart start{.id = id,
                      .eip = eip,
                      .esp = esp,
                      .pager = pager,
                      .priority = config::first_priority,
                      .timeslice_us = config::default_timeslice_us};
    if (!create_task(start, maximum_priority, ThreadId::nil())) {
        panic("no memory for the first tasks");
    }
    return tcb_of(id.number()).frame();
}

/// sigma0 finds the address of the info page on its stack, and in EAX. Nobody is its pager, and it may
/// change no priorities.
void start_sigma0() {
    // LAB 4 BEGIN start first task: one word on its stack, and the same in a register
    const uint32_t info = physical_of(&info_page).raw();
    const uint32_t esp = info_page.sigma0.esp - sizeof(uint32_t);
    *direct<uint32_t>(PhysAddr{esp}) = info;
    make_task(sigma0_id, info_page.sigma0.eip, esp, ThreadId::nil(), 0).eax = info;
    // LAB 4 END
}

/// The root task finds the list of modules in EBX, as a kernel does. sigma0 is its pager, and it may
/// set all priorities, up to 255.
void start_root(uint32_t multiboot_info) {
    // LAB 4 BEGIN start root task: who brings its pages, and what it may; and two registers
    TrapFrame& frame =
        make_task(root_id, info_page.root.eip, info_page.root.esp, sigma0_id, 255);
    frame.eax = multiboot_loader_magic;
    frame.ebx = multiboot_info;
    // LAB 4 END
}

}  // namespace

// Gone when the first of them runs (kernel.ld), but optimized together with create_task.
[[gnu::section(".start_up")]] void start_first_tasks(uint32_t multiboot_info) {
    initialize_tasks();
    start_sigma0();
    start_root(multiboot_info);
}

}  // namespace kumquat
