// guest_actors.cpp -- the kernel of a lab whose test program needs other tasks beside it.
// Nothing is tested in ring 0. The root task is taken away before it has begun; sigma0 is the test
// program.
#include "kernel/boot/info_page.hpp"
#include "kernel/debug/guest_tests.hpp"
#include "kernel/tasks/task.hpp"
#include "labs/programs/guest_tasks.hpp"
#include "labs/programs/silence.hpp"

namespace kumquat {

void run_guest_test(BootStage stage, const MultibootInfo&) {
    if (stage == BootStage::tasks) {
        silence(root_id);
        make_actors(info_page.sigma0.memory);
    }
}

}  // namespace kumquat
