// guest_no_root.cpp -- the kernel of a lab whose tests are programs: nothing is tested in ring 0,
// but the root task is taken away before it has begun. sigma0, the test program, is alone.
#include "kernel/debug/guest_tests.hpp"
#include "kernel/tasks/task.hpp"
#include "labs/programs/silence.hpp"

namespace kumquat {

void run_guest_test(BootStage stage, const MultibootInfo&) {
    if (stage == BootStage::tasks) {
        silence(root_id);
    }
}

}  // namespace kumquat
