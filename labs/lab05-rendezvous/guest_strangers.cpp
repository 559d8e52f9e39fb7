// guest_strangers.cpp -- the kernel of lab 5's tests: sigma0 is the test program, alone, or beside
// tasks of strangers. Nothing is tested in ring 0; the root task is taken away before it has begun.
#include "kernel/boot/info_page.hpp"
#include "kernel/debug/guest_tests.hpp"
#include "kernel/tasks/task.hpp"
#include "labs/lab05-rendezvous/scenes.hpp"
#include "labs/programs/guest_tasks.hpp"
#include "labs/programs/silence.hpp"

namespace kumquat {

void run_guest_test(BootStage stage, const MultibootInfo&) {
    if (stage != BootStage::tasks) {
        return;
    }
    silence(root_id);
    if (runs_one_of(tests_with_strangers, info_page.sigma0.memory)) {
        make_actors(info_page.sigma0.memory);
    }
}

}  // namespace kumquat
