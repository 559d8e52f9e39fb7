// zero_pager.cpp -- memory that comes into being when it is touched: filled with zeros.
// A client may touch any address. Each page that it touches gets a page of ours behind it, which
// sigma0 gave us, and keeps it until the client gives all of them back.
// Invariant: the page n of ours, at place_of(n), is lent to nobody, or to one task at one address,
// and pages[n] says to whom.
#include "user/lib/console.hpp"
#include "user/lib/hole.hpp"
#include "user/lib/paging.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t own_pages_begin = 0x10000000;  // in our space
constexpr uint32_t max_pages = 64;

/// To whom a page of ours is lent, and where that task sees it.
struct Lent {
    TaskNumber task;  // 0: to nobody
    uint32_t address = 0;
};

Lent pages[max_pages];
uint32_t page_count;  // pages that we have from sigma0

uint32_t place_of(uint32_t n) { return own_pages_begin + n * page_size; }

void clear_page(uint32_t place) {
    volatile uint32_t* const words =
        reinterpret_cast<volatile uint32_t*>(uintptr_t{place});
    for (uint32_t i = 0; i < page_size / sizeof(uint32_t); ++i) {
        words[i] = 0;
    }
}

/// The page of ours that a task sees at an address. \return  max_pages: none
uint32_t find_page(TaskNumber task, uint32_t address) {
    for (uint32_t n = 0; n < page_count; ++n) {
        if (pages[n].task == task && pages[n].address == address) {
            return n;
        }
    }
    return max_pages;
}

/// A page for a task, at an address where it has none: one that was given back, or a new one
/// of sigma0's, which appears at the next place. Whoever had it before, nothing of that is left.
/// \return  its number; max_pages: there is none, and nothing has changed
uint32_t new_page(TaskNumber task, uint32_t address) {
    // LAB 7 BEGIN new page: an old one or one more, and what was in it
    uint32_t n = 0;
    while (n < page_count && pages[n].task.value != 0) {
        ++n;
    }
    if (n == page_count) {
        if (n == max_pages || !take_page_from_sigma0(place_of(n))) {
            return max_pages;
        }
        ++page_count;
    }
    clear_page(place_of(n));
    pages[n] = {task, address};
    return n;
    // LAB 7 END
}

/// The answer to a fault: the page that belongs there, to be read and written; or nothing,
/// if there is no memory.
PageReply page_for(const Fault& fault) {
    // LAB 7 BEGIN demand zero: the page that the client has there, or a new one
    uint32_t n = find_page(fault.task, fault.page);
    if (n == max_pages) {
        n = new_page(fault.task, fault.page);
    }
    if (n == max_pages) {
        return {};
    }
    return {send_fpage, fault.page,
            Fpage::make(place_of(n), page_order, Fpage::write_bit).word()};
    // LAB 7 END
}

/// A task needs its pages no more: neither it nor anybody who has them from it sees them any
/// longer, and they are free for others.
void give_back(TaskNumber task) {
    // LAB 7 BEGIN give back: called back, and free
    for (uint32_t n = 0; n < page_count; ++n) {
        if (pages[n].task == task) {
            fpage_unmap(Fpage::make(place_of(n), page_order),
                        UnmapMask::remove_elsewhere);
            pages[n].task = TaskNumber{0};
        }
    }
    // LAB 7 END
}

PageReply answer_to(const IpcResult& message) {
    if ((message.w0 & Fault::request_bit) == 0) {
        return page_for(Fault{message});
    }
    if (message.w0 == request_give_back) {
        give_back(message.sender.task());
    }
    return {};
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    kumquat::user::name_myself("zero pager");
    kumquat::user::serve(kumquat::user::answer_to);
}
