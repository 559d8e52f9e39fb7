// record_spaces.cpp -- map, grant and unmap.
#include "recorder.hpp"

#include "kernel/abi/fpage.hpp"
#include "kernel/abi/thread_id.hpp"

namespace kumquat {

namespace {

bool is_page(Fpage frame) {
    return frame.order() == small_order || frame.order() == large_order;
}

}  // namespace

void Recorder::map(const Event& event) { give(event, false); }
void Recorder::grant(const Event& event) { give(event, true); }

/// columns: task, address, frame, source_task, source_address
void Recorder::give(const Event& event, bool is_grant) {
    const Fpage frame{column(event, 2)};
    const uint32_t task = column(event, 0), source = column(event, 3);
    if (!is_task(task) || !is_page(frame)) {
        odd("This is no page of a task");
        return;
    }
    const PageGift gift{task, Fpage::align(column(event, 1), frame.order()),
                        frame.order(), frame.base(), frame.is_writable()};
    const bool is_root = !is_task(source) ||
                         trace_.tasks[source].id == kernel_task.value ||
                         trace_.tasks[source].id == sigma0_task.value;
    const Cell from =
        is_root ? 0 : pages_.find(source, column(event, 4), frame.order());
    if (!is_root && from == 0) {
        odd("Nothing is mapped where this page comes from");
    }
    if (is_grant && from != 0) {
        if (!pages_.move(from, gift, now_)) {
            odd("Something is mapped already where this page goes");
        }
        return;
    }
    const uint32_t parent = is_root ? parent_is_root | gift.frame >> large_order : from;
    if (const Cell there = pages_.find(task, gift.address, frame.order())) {
        if (pages_.field(there, page_frame) != gift.frame ||
            pages_.is_large(there) != (frame.order() == large_order)) {
            odd("Something else is mapped already where this page goes");
            return;
        }
        pages_.set_writable(there, gift.is_writable);
    } else if (!pages_.insert(gift, parent, now_)) {
        odd("Something is mapped already where this page goes");
    }
}

/// columns: task, address, frame, left, by
void Recorder::unmap(const Event& event) {
    const Fpage frame{column(event, 2)};
    if (!is_task(column(event, 0)) || !is_page(frame)) {
        odd("This is no page of a task");
        return;
    }
    const bool is_left = column(event, 3) != 0;
    const uint64_t size = uint64_t{1} << frame.order();
    const uint64_t begin = Fpage::align(column(event, 1), frame.order());
    bool was_there = false;
    for (uint64_t address = begin; address < begin + size;) {
        const Cell page = pages_.find(column(event, 0), static_cast<uint32_t>(address),
                                      frame.order());
        if (page == 0) {
            // Of a page of 4 MB that has been split, other pieces may be left.
            address +=
                pages_.has_table(column(event, 0), static_cast<uint32_t>(address))
                    ? 1u << small_order
                    : 1u << large_order;
            continue;
        }
        was_there = true;
        address += 1u << (pages_.is_large(page) ? large_order : small_order);
        if (is_left) {
            pages_.set_writable(page, false);
        } else {
            pages_.remove(page);
        }
    }
    if (!was_there) {
        odd("Nothing is mapped there");
    }
}

void Recorder::split(const Event& event) {
    const uint32_t task = column(event, 0);
    if (!is_task(task) || trace_.tasks[task].id == kernel_task.value) {
        return;  // a root: its pieces are where they were
    }
    const Cell page = pages_.find(task, column(event, 1), large_order);
    if (page == 0 || !pages_.is_large(page)) {
        odd("There is no page of 4 MB to split");
    } else if (!pages_.split(page)) {
        odd("So many pages have been split that this one is shown whole");
    }
}

}  // namespace kumquat
