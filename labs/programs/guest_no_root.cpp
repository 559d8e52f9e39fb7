// guest_no_root.cpp -- the kernel of a lab whose tests are programs: nothing is tested in ring 0,
// but the root task is taken away before it has begun. sigma0, the test program, is alone.
#include "kernel/debug/guest_tests.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/scheduler.hpp"

namespace kumquat {

void run_guest_test(BootStage stage, const MultibootInfo&) {
    if (stage == BootStage::tasks) {
        Tcb& root = tcb_of(root_id.number());
        remove_from_ready_queue(root);
        root.state = ThreadState::dead;
    }
}

}  // namespace kumquat
