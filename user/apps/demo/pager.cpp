// pager.cpp -- the demo's pager: answers the page faults of the server and of the clients.
// Its own faults go to the root task, and its memory comes from sigma0: pagers stack.
#include "kernel/abi/multiboot.hpp"
#include "user/apps/demo/protocol.hpp"
#include "user/lib/console.hpp"
#include "user/lib/elf_pager.hpp"
#include "user/lib/program.hpp"

namespace kumquat::demo {

using namespace kumquat::user;

namespace {

ElfPager elf_pager;

void add_task(const MultibootInfo& info, TaskNumber task) {
    const BootModule* const modules =
        reinterpret_cast<const BootModule*>(uintptr_t{info.modules});
    const BootModule& module = modules[module_of(task, info.module_count)];
    elf_pager.add_task(task, reinterpret_cast<const uint8_t*>(uintptr_t{module.begin}));
}

}  // namespace

}  // namespace kumquat::demo

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::demo;
    name_myself("pager");
    const IpcResult where = call(kumquat::root_id, ask_modules, 0);
    const auto& info =
        *reinterpret_cast<const kumquat::MultibootInfo*>(uintptr_t{where.w0});
    add_task(info, server_task);
    add_task(info, quick_client);
    add_task(info, busy_client);
    send(kumquat::root_id, say_ready, 0, wait_for_ever);
    IpcResult fault = wait();
    for (;;) {
        if (!fault.ok()) {
            fault = wait();
            continue;
        }
        const PageReply reply = elf_pager.page_for(fault.sender.task(), fault.w0);
        if (!reply.kind.has_fpages()) {
            print("pager: a task touched memory that it does not have\n");
            fault = wait();  // not answered: the thread waits for ever
            continue;
        }
        fault = reply_and_wait(reply.kind, fault.sender, reply.hot_spot, reply.fpage);
    }
}
