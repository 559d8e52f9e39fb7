// guest_servers.cpp -- the kernel of a lab that tests programs, too: sigma0 and the servers are those
// of the tree under test, and the test program is the root task.
// Nothing is tested in ring 0. The root task and the actors see the program's pages from the
// beginning, so that a sigma0 that does not answer is no reason not to test the rest. The servers have
// their images from sigma0, one to one; root has some memory to lend; and all memory is dirty.
#include "kernel/boot/boot_image.hpp"
#include "kernel/boot/boot_modules.hpp"
#include "kernel/boot/info_page.hpp"
#include "kernel/debug/guest_tests.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/tasks/task.hpp"
#include "labs/programs/actor_starts.hpp"
#include "labs/programs/guest_tasks.hpp"

namespace kumquat {

namespace {

MappingNode roots_node;

/// Words in every page that sigma0 might give away: who forgets to clear one shows them.
void make_memory_dirty() {
    constexpr uint32_t step = 600;
    for (uint32_t at = info_page.semi_reserved.high; at < info_page.reserved_0.low;
         at += step) {
        if (!info_page.root.memory.contains(at)) {
            *direct<uint32_t>(PhysAddr{at & ~3u}) = 0x5EC2E700 ^ at;
        }
    }
}

/// \param pager  nil: all its pages are there
void make_server(uint32_t index, ThreadId pager) {
    const auto* const info = direct<MultibootInfo>(PhysAddr{root_multiboot_info()});
    const auto* const modules = direct<BootModule>(PhysAddr{info->modules});
    const TaskNumber task = server_task(index);
    const BootTask server = load_boot_image(modules[2 + index], "a server");
    info_page.dedicated[1 + index] = server.memory;
    ThreadStart start = start_in(task, server.eip, server.esp);
    start.pager = pager;
    make_task(start);
    lend(task, server.memory);
}

}  // namespace

void run_guest_test(BootStage stage, const MultibootInfo&) {
    if (stage != BootStage::tasks) {
        return;
    }
    make_memory_dirty();
    show_program(root_task, info_page.root.memory, roots_node);
    info_page.dedicated[3] = roots_memory;
    lend(root_task, roots_memory);
    lend(root_task, physical_of(&info_page).raw(), roots_info_page);
    make_actors(info_page.root.memory);
    make_server(0, ThreadId::nil());
    make_server(1, ThreadId::make(server_task(0), 0, root_task));
}

}  // namespace kumquat
