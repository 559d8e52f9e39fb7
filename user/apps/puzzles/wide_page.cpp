// wide_page.cpp -- a bank shows its accounts to everybody; one day the sum is wrong.
// The mistake: the rights of the page that was lent before are still in the variable, and so the
// printer gets a page to write on that it should only read.
#include "kernel/abi/multiboot.hpp"
#include "user/apps/puzzles/accounts.hpp"
#include "user/lib/console.hpp"
#include "user/lib/elf_pager.hpp"
#include "user/lib/program.hpp"

namespace kumquat::puzzles {

using namespace kumquat::user;

namespace {

constexpr uint32_t highest_priority = 100, client_priority = 20;
ElfPager elf_pager;
uint32_t rights = 0;

/// The accounts may be read; the drawer is the teller's own.
PageReply lend(uint32_t page) {
    if (page == drawer_page) {
        rights = Fpage::write_bit;
    }
    return {send_fpage, page, Fpage::make(page, page_order, rights).word()};
}

PageReply serve_fault(const IpcResult& fault) {
    const uint32_t page = Fpage::align(fault.w0, page_order);
    return page == accounts_page || page == drawer_page
               ? lend(page)
               : elf_pager.page_for(fault.sender.task(), fault.w0);
}

void open_accounts() {
    take_page_from_sigma0(accounts_page);
    take_page_from_sigma0(drawer_page);
    for (uint32_t i = 0; i < account_count; ++i) {
        word_of(accounts_page, i) = account_at_start;
    }
}

/// All run the same program. \param file  where it lies
void start_clients(const uint8_t* file) {
    constexpr TaskNumber tasks[] = {auditor_task, teller_task, printer_task};
    for (const TaskNumber task : tasks) {
        const uint32_t entry = elf_pager.add_task(task, file);
        set_priority(create_task(task, entry, 0, root_id, highest_priority),
                     client_priority);
    }
}

}  // namespace

}  // namespace kumquat::puzzles

/// \param second  address of the list of boot modules
extern "C" void program_main(uint32_t, uint32_t second) {
    using namespace kumquat::puzzles;
    name_myself("bank");
    set_priority(myself(), highest_priority);
    open_accounts();
    const auto& info =
        *reinterpret_cast<const kumquat::MultibootInfo*>(uintptr_t{second});
    const auto* const modules =
        reinterpret_cast<const kumquat::BootModule*>(uintptr_t{info.modules});
    start_clients(reinterpret_cast<const uint8_t*>(uintptr_t{modules[2].begin}));
    IpcResult request = wait();
    for (;;) {
        const PageReply reply = request.ok() ? serve_fault(request) : PageReply{};
        request =
            reply_and_wait(reply.kind, request.sender, reply.hot_spot, reply.fpage);
    }
}
