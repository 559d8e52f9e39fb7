// paging.hpp -- what all pagers do: take pages in, decode faults, answer them, for ever.
// The kernel calls a pager in the name of the thread that faulted. Word 0 is the address, with
// bit 1 for a write; bit 0 is never set, so that a word 0 with this bit is a request of another
// kind. What the answer maps is all that counts.
// Source: L4 Version 2 on i386, "Page faults".
#pragma once

#include "user/lib/l4.hpp"

namespace kumquat::user {

/// Reply to a page fault: a page, or two words.
struct PageReply {
    SendDescriptor kind = send_registers;
    uint32_t hot_spot = 0;  // where the client sees the page
    uint32_t fpage = 0;     // the page in our own space
};

/// A page fault as its pager hears of it.
struct Fault {
    TaskNumber task;
    uint32_t page;  // address of the page
    bool is_write;

    static constexpr uint32_t request_bit = 1u << 0, write_bit = 1u << 1;

    explicit Fault(const IpcResult& message)
        : task{message.sender.task()}, page{Fpage::align(message.w0, page_order)},
          is_write{(message.w0 & write_bit) != 0} {}
};

/// The other words 0 that the pagers of user/servers/ know.
constexpr uint32_t request_give_back = 1;  // the client's pages are not needed any more
constexpr uint32_t request_fork =
    3;  // word 1: the task that becomes a copy of the client

/// Ask sigma0 for any free page and take it in at `window`.
/// \param window  page-aligned address of our space where nothing is mapped
/// \return        false if sigma0 has none left
bool take_page_from_sigma0(uint32_t window);

/// Answer one message after the other.
/// \param answer_to  PageReply (const IpcResult& message)
template <typename AnswerTo>
[[noreturn]] void serve(AnswerTo answer_to) {
    IpcResult message = wait();
    for (;;) {
        if (!message.ok()) {
            message = wait();
            continue;
        }
        const PageReply reply = answer_to(message);
        message =
            reply_and_wait(reply.kind, message.sender, reply.hot_spot, reply.fpage);
    }
}

}  // namespace kumquat::user
