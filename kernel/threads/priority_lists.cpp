// priority_lists.cpp -- lists, bitmap and highest priority kept in step.
#include "kernel/threads/priority_lists.hpp"

#include "kernel/debug/hole.hpp"

namespace kumquat {

Tcb*& PriorityLists::open_list(const Tcb& thread) {
    const uint32_t priority = static_cast<uint32_t>(thread.priority);
    KASSERT(priority < priority_count);
    // LAB 3 BEGIN open a list: bitmap and highest priority know of it, and it is returned
    bitmap_[priority / bits] |= 1u << (priority % bits);
    if (thread.priority >= top_) {
        top_ = thread.priority + 1;
    }
    return lists_[priority];
    // LAB 3 END
}

void PriorityLists::remove(Tcb& thread) {
    // LAB 3 BEGIN remove from a list: and if it is empty now, bitmap and highest priority know
    const uint32_t priority = static_cast<uint32_t>(thread.priority);
    LinkedThreads::remove(lists_[priority], thread);
    if (lists_[priority] != nullptr) {
        return;
    }
    bitmap_[priority / bits] &= ~(1u << (priority % bits));
    if (thread.priority + 1 == top_) {
        top_ = top_below(thread.priority);
    }
    // LAB 3 END
}

Tcb* PriorityLists::after(Tcb& thread) const {
    Tcb* const next = LinkedThreads::after(lists_[thread.priority], thread);
    return next != nullptr ? next : first_below(top_below(thread.priority));
}

/// One more than the highest priority below this one whose list is not empty; 0: there is none.
int PriorityLists::top_below(int priority) const {
    // LAB 3 BEGIN next below: in the bitmap, a word at a time
    uint32_t word = static_cast<uint32_t>(priority) / bits;
    uint32_t marks =
        bitmap_[word] & ((1u << (static_cast<uint32_t>(priority) % bits)) - 1);
    while (marks == 0) {
        if (word == 0) {
            return 0;
        }
        marks = bitmap_[--word];
    }
    return static_cast<int>(word * bits + bits) - __builtin_clz(marks);
    // LAB 3 END
}

bool PriorityLists::check_links() const {
    int top = 0;
    for (uint32_t priority = 0; priority < priority_count; ++priority) {
        const bool marked = (bitmap_[priority / bits] & (1u << (priority % bits))) != 0;
        if (marked != (lists_[priority] != nullptr)) {
            return false;
        }
        top = marked ? static_cast<int>(priority) + 1 : top;
        for (Tcb* thread = lists_[priority]; thread != nullptr;
             thread = LinkedThreads::after(lists_[priority], *thread)) {
            const ListLink<Tcb>& link = thread->ready_link;
            if (link.next->ready_link.previous != thread ||
                link.previous->ready_link.next != thread ||
                static_cast<uint32_t>(thread->priority) != priority) {
                return false;
            }
        }
    }
    return top == top_;
}

}  // namespace kumquat
