// pager.cpp -- the pager of wild tasks: mostly good, at times slow, mean or mad.
// It lends code and scripts read only, the counts and the arenas to write; what it does about
// other addresses, and now and then about those too, is drawn.
#include "tests/fuzz/guests/fuzz.hpp"

#include "user/lib/elf_pager.hpp"

extern "C" {
extern const uint8_t wild_code[];
}

namespace kumquat::fuzz {

namespace {

alignas(page_size) uint32_t stack[page_size / 4];
Random chance{1, 0};

constexpr PageReply no_reply{nothing_to_send, 0, 0}, two_words{send_registers, 0, 0};

PageReply lend(uint32_t page, uint32_t client_page, uint32_t order, uint32_t rights) {
    volatile uint32_t* const word = words_at(page);
    *word = *word;
    return {send_fpage, client_page, Fpage::make(page, order, rights).word()};
}

bool is_in(uint32_t page, uint32_t begin, uint32_t end) {
    return page >= begin && page < end;
}

/// A page of some arena, where nobody expects it.
PageReply mad_reply(uint32_t page) {
    const uint32_t other =
        FUZZ_ARENAS + chance.below((FUZZ_END - FUZZ_ARENAS) / 4096) * 4096;
    return lend(other, page, page_order, Fpage::write_bit);
}

PageReply arena_reply(uint32_t page) {
    switch (chance.below(32)) {
    case 0:
        return no_reply;
    case 1:
        return two_words;
    case 2:
        return mad_reply(page);
    case 3:
    case 4:
        return lend(page, page, page_order, 0);
    case 5:
        return lend(page, page, page_order, Fpage::write_bit | Fpage::grant_bit);
    case 6:
    case 7:
        return lend(page, page, 16, Fpage::write_bit);
    default:
        return lend(page, page, page_order, Fpage::write_bit);
    }
}

PageReply large_page_reply(uint32_t page) {
    switch (chance.below(4)) {
    case 0:
        return no_reply;
    case 1:
        return lend(page, page, page_order, Fpage::write_bit);
    default:
        return lend(page, page, large_page_order, Fpage::write_bit);
    }
}

PageReply reply_to(const IpcResult& fault) {
    const uint32_t page = Fpage::align(fault.w0, page_order);
    const bool is_write = (fault.w0 & 2) != 0;
    if (fault.sender.task().value == bystander_task) {
        return is_bystanders(page) ? lend(page, page, page_order, Fpage::write_bit)
                                   : lend_read_only(page, page);
    }
    const bool is_read_only =
        page == address_of(wild_code) || is_in(page, FUZZ_SCRIPTS, FUZZ_COUNTS);
    if (is_read_only) {
        return is_write ? no_reply : lend_read_only(page, page);
    }
    if (page == FUZZ_COUNTS) {
        return lend(page, page, page_order, Fpage::write_bit);
    }
    if (is_in(page, FUZZ_ARENAS, FUZZ_END)) {
        return arena_reply(page);
    }
    if (is_in(page, FUZZ_LARGE_PAGE, FUZZ_LARGE_PAGE + (1u << large_page_order))) {
        return large_page_reply(page);
    }
    return chance.one_in(3) ? mad_reply(page) : chance.one_in(2) ? two_words : no_reply;
}

void serve() {
    IpcResult fault = wait();
    for (;;) {
        ++control().faults;
        const PageReply reply = fault.ok() ? reply_to(fault) : no_reply;
        fault = reply_and_wait(reply.kind, fault.sender, reply.hot_spot, reply.fpage);
        while (fault.dope.error() == IpcError::send_timeout ||
               fault.dope.error() == IpcError::not_existing) {
            fault = wait();
        }
    }
}

}  // namespace

void start_pager() {
    start_thread(pager_lthread, address_of(serve), address_of(stack + page_size / 4),
                 sigma0_id);
    set_priority(root_id.with_lthread(pager_lthread), pager_priority);
}

void seed_pager(uint32_t seed) { chance = Random{seed, 0}; }

}  // namespace kumquat::fuzz
