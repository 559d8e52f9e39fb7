// root.cpp -- the demo's root task: starts a pager, a server and two clients, each in a task of
// its own, and ends the run when the clients are done.
#include "kernel/abi/elf.hpp"
#include "kernel/abi/multiboot.hpp"
#include "user/apps/demo/protocol.hpp"
#include "user/lib/console.hpp"
#include "user/lib/elf_pager.hpp"
#include "user/lib/program.hpp"

namespace kumquat::demo {

using namespace kumquat::user;

namespace {

constexpr uint32_t highest_priority = 100;
constexpr uint32_t server_priority = 40, quick_priority = 30, busy_priority = 20;

const MultibootInfo* boot_info;
ElfPager elf_pager;  // for the pager task; the pager serves all others
uint32_t clients_running = 0;
bool is_steady = false;

const BootModule& module_for(TaskNumber task) {
    const uint32_t index = module_of(task, boot_info->module_count);
    return reinterpret_cast<const BootModule*>(uintptr_t{boot_info->modules})[index];
}

const uint8_t* file_for(TaskNumber task) {
    return reinterpret_cast<const uint8_t*>(uintptr_t{module_for(task).begin});
}

/// Whether the root task's command line asks for the variant in which nothing races.
bool command_line_says_steady() {
    const BootModule* const modules =
        reinterpret_cast<const BootModule*>(uintptr_t{boot_info->modules});
    const char* text =
        reinterpret_cast<const char*>(uintptr_t{modules[1].command_line});
    constexpr char word[] = "steady";
    for (; *text != '\0'; ++text) {
        uint32_t i = 0;
        while (word[i] != '\0' && text[i] == word[i]) {
            ++i;
        }
        if (word[i] == '\0') {
            return true;
        }
    }
    return false;
}

/// The pager's own program, or, one to one, a page of the boot modules that it reads.
PageReply serve_fault(uint32_t address) {
    const uint32_t page = Fpage::align(address, page_order);
    const PageReply own = elf_pager.page_for(pager_task, address);
    return own.kind.has_fpages() ? own : lend_read_only(page, page);
}

void start_client(TaskNumber task, uint32_t entry, uint32_t priority) {
    const ThreadId client = create_task(task, entry, 0, pager_id, highest_priority);
    set_priority(client, priority);
    ++clients_running;
}

void start_clients() {
    const uint32_t entry =
        reinterpret_cast<const ElfHeader*>(file_for(quick_client))->entry;
    start_client(quick_client, entry, quick_priority);
    if (!is_steady) {
        start_client(busy_client, entry, busy_priority);
    }
}

/// The pager is ready: now the server; the server is ready: now the clients.
void continue_start(TaskNumber who_is_ready) {
    if (who_is_ready == pager_task) {
        const uint32_t entry =
            reinterpret_cast<const ElfHeader*>(file_for(server_task))->entry;
        set_priority(create_task(server_task, entry, 0, pager_id, highest_priority),
                     server_priority);
    } else {
        start_clients();
    }
}

void end_if_all_are_done() {
    --clients_running;
    if (clients_running == 0) {
        print("demo: all clients are done\n");
        END_RUN_SUCCESSFULLY();
    }
}

/// Serve one request. \return  the reply's words; `kind` tells whether it is a page
PageReply serve(const IpcResult& request) {
    switch (request.w0) {
    case ask_modules:
        return {send_registers,
                static_cast<uint32_t>(reinterpret_cast<uintptr_t>(boot_info)), 0};
    case ask_variant:
        return {send_registers, is_steady ? 1u : 0u, 0};
    case say_ready:
        continue_start(request.sender.task());
        return {};
    case say_done:
        end_if_all_are_done();
        return {};
    default:
        return serve_fault(request.w0);
    }
}

}  // namespace

}  // namespace kumquat::demo

/// \param second  address of the list of boot modules
extern "C" void program_main(uint32_t, uint32_t second) {
    using namespace kumquat::demo;
    name_myself("root");
    boot_info = reinterpret_cast<const kumquat::MultibootInfo*>(uintptr_t{second});
    is_steady = command_line_says_steady();
    print(is_steady ? "demo: steady variant\n" : "demo: starting\n");
    set_priority(myself(), highest_priority);
    const uint32_t entry = elf_pager.add_task(pager_task, file_for(pager_task));
    create_task(pager_task, entry, 0, kumquat::root_id, highest_priority);
    IpcResult request = wait();
    for (;;) {
        if (!request.ok()) {
            request = wait();
            continue;
        }
        const PageReply reply = serve(request);
        request =
            reply_and_wait(reply.kind, request.sender, reply.hot_spot, reply.fpage);
    }
}
