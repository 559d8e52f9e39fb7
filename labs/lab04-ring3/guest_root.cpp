// guest_root.cpp -- the kernel of lab 4's tests: sigma0 is the test program, and the root task runs
// beside it. Nothing is tested in ring 0.
// The root task sees its own pages from the beginning: to ask a pager for them belongs to a later lab.
#include "kernel/boot/info_page.hpp"
#include "kernel/debug/guest_tests.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/tasks/task.hpp"
#include "labs/lab04-ring3/scenes.hpp"
#include "labs/programs/guest_tasks.hpp"

namespace kumquat {

namespace {

MappingNode roots_node;

/// The stacks of threads that do not exist yet look as if others had lived there.
void make_stacks_dirty() {
    constexpr uint32_t fields = TCB_SIZE / 4;
    for (uint32_t lthread = 1; lthread <= lab04::dirty_threads; ++lthread) {
        const ThreadNumber number = sigma0_id.with_lthread(lthread).number();
        if (!allocate_tcb(number, space_of(sigma0_task).directory)) {
            return;
        }
        uint32_t* const tcb = reinterpret_cast<uint32_t*>(&tcb_of(number));
        for (uint32_t i = fields / sizeof(uint32_t); i < TCB_SIZE / sizeof(uint32_t);
             ++i) {
            tcb[i] = 0x5EC2E700 ^ i;
        }
    }
}

}  // namespace

void run_guest_test(BootStage stage, const MultibootInfo&) {
    if (stage == BootStage::tasks && task_of(root_task).is_active()) {
        show_program(root_task, info_page.root.memory, roots_node);
        make_stacks_dirty();
    }
}

}  // namespace kumquat
