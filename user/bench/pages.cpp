// pages.cpp -- pages as messages: mapped on request, mapped on a fault, and taken away again.
#include "user/bench/bench.hpp"
#include "user/lib/inline_ipc.hpp"

namespace kumquat::bench {

namespace {

constexpr uint32_t window = 0x30000000;  // where the client takes pages in
constexpr uint32_t remove_everywhere = 0x80000002;
alignas(page_size) uint32_t lent_page[page_size / sizeof(uint32_t)];

void flush(uint32_t page) {
    fpage_unmap(Fpage::make(page, page_order), remove_everywhere);
}

/// Reply to everything with the same page.
void lender() {
    lent_page[0] = 1;
    const uint32_t page =
        Fpage::make(address_of(lent_page), page_order, Fpage::write_bit).word();
    for (;;) {
        IpcResult request = wait();
        while (request.ok()) {
            request = inlined::reply_and_wait(send_fpage, request.sender, window, page);
        }
    }
}

/// A child whose page faults go to the root task's pager; it throws the page away each time.
void faulting_client() {
    volatile uint32_t* const word = lent_page;
    for (uint32_t i = 0; i < warm_up; ++i) {
        static_cast<void>(*word);
        flush(address_of(lent_page));
    }
    MEASUREMENT_BEGIN();
    for (uint32_t i = 0; i < repetitions; ++i) {
        static_cast<void>(*word);
        flush(address_of(lent_page));
    }
    MEASUREMENT_END();
    finish();
}

}  // namespace

void ipc_map4k() {
    const ThreadId server = start_peer(lender);
    for (uint32_t i = 0; i < repetitions + warm_up; ++i) {
        if (i == warm_up) {
            MEASUREMENT_BEGIN();
        }
        const IpcResult reply =
            inlined::ipc(send_registers, pages_into(Fpage::make(window, page_order)),
                         wait_for_ever, server, 0, 0);
        require(reply.ok() && reply.dope.has_fpage());
        flush(window);
    }
    MEASUREMENT_END();
}

void page_fault() {
    start_peer(faulting_client);
    sleep_for_ever();
}

}  // namespace kumquat::bench
