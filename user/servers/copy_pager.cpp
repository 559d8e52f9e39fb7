// copy_pager.cpp -- a task can be copied, and nothing is copied before somebody writes.
// Its memory comes from its own pager, by page faults of its own: it need not know from where. So
// pagers stack. A client's page is a *view* of one of our pages; fork makes more views of the
// same pages, which nobody may write from then on, and a write makes a page of one's own.
// Invariant: views_of[n] is the number of views of page n. A page with more than one is lent to be
// read only.
#include "user/lib/console.hpp"
#include "user/lib/hole.hpp"
#include "user/lib/paging.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t own_pages_begin = 0x20000000;  // in our space, filled by our pager
constexpr uint32_t max_pages = 48, max_views = 96;

struct View {
    TaskNumber task;
    uint32_t address = 0;  // where the task sees it
    uint32_t page = 0;     // number of our page
};

uint32_t views_of[max_pages];
View views[max_views];
uint32_t view_count;

uint32_t place_of(uint32_t n) { return own_pages_begin + n * page_size; }

volatile uint32_t* words_of(uint32_t n) {
    return reinterpret_cast<volatile uint32_t*>(uintptr_t{place_of(n)});
}

void copy_page(uint32_t to, uint32_t from) {
    for (uint32_t i = 0; i < page_size / sizeof(uint32_t); ++i) {
        words_of(to)[i] = words_of(from)[i];
    }
}

/// What a task sees at an address. \return  nullptr: nothing
View* find_view(TaskNumber task, uint32_t address) {
    for (uint32_t i = 0; i < view_count; ++i) {
        if (views[i].task == task && views[i].address == address) {
            return &views[i];
        }
    }
    return nullptr;
}

/// A page without a view. \return  max_pages: there is none
uint32_t free_page() {
    uint32_t n = 0;
    while (n < max_pages && views_of[n] != 0) {
        ++n;
    }
    return n;
}

/// A view of a page that nobody has seen: our pager gives it filled with zeros.
/// \return  nullptr: there is no room
View* new_view(const Fault& fault) {
    const uint32_t n = free_page();
    if (n == max_pages || view_count == max_views) {
        return nullptr;
    }
    views_of[n] = 1;
    views[view_count] = {fault.task, fault.page, n};
    return &views[view_count++];
}

/// A view gets a page of its own, with the same contents, which then has no other view. The client
/// has the old page before its eyes; a page that is there is never replaced: so the old one goes.
/// Requires: the page has other views.
/// \return  false: there is no page left, and nothing has changed
bool separate(View& view) {
    // LAB 7 BEGIN separate: now it is copied
    const uint32_t own = free_page();
    if (own == max_pages) {
        return false;
    }
    copy_page(own, view.page);
    fpage_unmap(Fpage::make(place_of(view.page), page_order),
                UnmapMask::remove_elsewhere);
    --views_of[view.page];
    views_of[own] = 1;
    view.page = own;
    return true;
    // LAB 7 END
}

/// The message that shows a client its page, with the right to write if nobody else has a view of
/// it. Only what we have ourselves can be lent.
PageReply show(const View& view) {
    // LAB 7 BEGIN show: may it be written, and is it there at all?
    const bool is_alone = views_of[view.page] == 1;
    static_cast<void>(*words_of(view.page));
    return {
        send_fpage, view.address,
        Fpage::make(place_of(view.page), page_order, is_alone ? Fpage::write_bit : 0)
            .word()};
    // LAB 7 END
}

/// The answer to a fault; nothing if there is no room.
PageReply page_for(const Fault& fault) {
    // LAB 7 BEGIN copy on write: a view, its own page if need be, and the answer
    View* view = find_view(fault.task, fault.page);
    if (view == nullptr) {
        view = new_view(fault);
    }
    if (view == nullptr) {
        return {};
    }
    if (fault.is_write && views_of[view->page] > 1 && !separate(*view)) {
        return {};
    }
    return show(*view);
    // LAB 7 END
}

/// The child sees from now on what the parent sees at this moment, and later neither sees what
/// the other writes. Requires: the child has no views; there is room for them.
void fork(TaskNumber parent, TaskNumber child) {
    // LAB 7 BEGIN fork: for each view of the parent one more, and who may still write?
    const uint32_t count = view_count;
    for (uint32_t i = 0; i < count; ++i) {
        if (views[i].task == parent) {
            fpage_unmap(Fpage::make(place_of(views[i].page), page_order),
                        UnmapMask::read_only_elsewhere);
            ++views_of[views[i].page];
            views[view_count++] = {child, views[i].address, views[i].page};
        }
    }
    // LAB 7 END
}

uint32_t count_views(TaskNumber task) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < view_count; ++i) {
        count += views[i].task == task ? 1 : 0;
    }
    return count;
}

PageReply answer_to(const IpcResult& message) {
    if ((message.w0 & Fault::request_bit) == 0) {
        return page_for(Fault{message});
    }
    const TaskNumber parent = message.sender.task(), child{message.w1};
    const uint32_t needed = count_views(parent);
    if (message.w0 == request_fork && count_views(child) == 0 &&
        view_count + needed <= max_views) {
        fork(parent, child);
    }
    return {};
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    kumquat::user::name_myself("copy pager");
    kumquat::user::serve(kumquat::user::answer_to);
}
