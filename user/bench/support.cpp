// support.cpp -- the pager, tasks and threads of the benchmarks.
#include "user/bench/bench.hpp"
#include "user/lib/console.hpp"
#include "user/lib/inline_ipc.hpp"

namespace kumquat::bench {

namespace {

constexpr uint32_t stack_words = page_size / sizeof(uint32_t);
alignas(page_size) uint32_t pager_stack[stack_words];
alignas(page_size) uint32_t peer_stack[stack_words];
alignas(page_size) uint32_t own_stacks[2][stack_words];
constexpr uint32_t all_priorities = 255;
constexpr uint32_t image_begin = 0x00100000, ram_end = 0x10000000;

uint32_t end_of(const uint32_t (&stack)[stack_words]) {
    return address_of(stack + stack_words);
}

/// Lend every page that is asked for, one to one; of the region, all that we have. We must
/// have a page first, hence the touch.
void pager() {
    IpcResult fault = wait();
    for (;;) {
        if (!fault.ok()) {
            fault = wait();
            continue;
        }
        const uint32_t page = Fpage::align(fault.w0, page_order);
        require(page >= image_begin && page < ram_end);
        volatile uint32_t* const word = reinterpret_cast<uint32_t*>(uintptr_t{page});
        *word = *word;
        const uint32_t order = page == region_begin ? region_order : page_order;
        fault =
            inlined::reply_and_wait(send_fpage, fault.sender, page,
                                    Fpage::make(page, order, Fpage::write_bit).word());
    }
}

}  // namespace

void start_pager() {
    start_thread(pager_id.lthread(), address_of(pager), end_of(pager_stack), sigma0_id);
}

ThreadId start_peer(void (*main)()) {
    const ThreadId peer = create_task(peer_task, address_of(main), end_of(peer_stack),
                                      pager_id, all_priorities);
    require(!peer.is_nil());
    return peer;
}

ThreadId start_own_thread(uint32_t lthread, void (*main)()) {
    require(start_thread(lthread, address_of(main),
                         end_of(own_stacks[lthread - server_lthread]), sigma0_id));
    return root_id.with_lthread(lthread);
}

void finish() { END_RUN_SUCCESSFULLY(); }

void require(bool is_right) {
    if (!is_right) {
        print("bench: a call failed\n");
        END_RUN_AS_FAILED();
        sleep_for_ever();
    }
}

}  // namespace kumquat::bench
