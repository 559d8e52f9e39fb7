// priority_lists.cpp -- lists and bitmap kept in step.
#include "kernel/threads/priority_lists.hpp"

namespace kumquat {

Tcb*& PriorityLists::list_of(const Tcb& thread) {
    KASSERT(thread.priority >= 0);
    KASSERT(static_cast<uint32_t>(thread.priority) < priority_count);
    return lists_[thread.priority];
}

void PriorityLists::mark(const Tcb& thread) {
    const uint32_t priority = static_cast<uint32_t>(thread.priority);
    bitmap_[priority / bits] |= 1u << (priority % bits);
    summary_ |= 1u << (priority / bits);
}

void PriorityLists::insert_last(Tcb& thread) {
    PriorityList::push_back(list_of(thread), thread);
    mark(thread);
}

void PriorityLists::insert_first(Tcb& thread) {
    PriorityList::push_front(list_of(thread), thread);
    mark(thread);
}

void PriorityLists::remove(Tcb& thread) {
    Tcb*& list = list_of(thread);
    PriorityList::remove(list, thread);
    if (list == nullptr) {
        const uint32_t priority = static_cast<uint32_t>(thread.priority);
        bitmap_[priority / bits] &= ~(1u << (priority % bits));
        if (bitmap_[priority / bits] == 0) {
            summary_ &= ~(1u << (priority / bits));
        }
    }
}

Tcb* PriorityLists::first() const { return first_below(priority_count); }

Tcb* PriorityLists::after(Tcb& thread) const {
    const uint32_t priority = static_cast<uint32_t>(thread.priority);
    Tcb* const next = PriorityList::after(lists_[priority], thread);
    return next != nullptr ? next : first_below(priority);
}

/// First thread of the highest priority below `priority`.
Tcb* PriorityLists::first_below(uint32_t priority) const {
    const uint32_t top = priority / bits;  // the word that is to be looked at in part
    const uint32_t rest =
        top == words ? 0 : bitmap_[top] & ((1u << (priority % bits)) - 1);
    if (rest != 0) {
        return lists_[top * bits + bits - 1 -
                      static_cast<uint32_t>(__builtin_clz(rest))];
    }
    const uint32_t lower = summary_ & ((1u << top) - 1);
    if (lower == 0) {
        return nullptr;
    }
    const uint32_t word = bits - 1 - static_cast<uint32_t>(__builtin_clz(lower));
    const uint32_t bit = bits - 1 - static_cast<uint32_t>(__builtin_clz(bitmap_[word]));
    return lists_[word * bits + bit];
}

bool PriorityLists::check_links() const {
    for (uint32_t priority = 0; priority < priority_count; ++priority) {
        const bool marked = (bitmap_[priority / bits] & (1u << (priority % bits))) != 0;
        if (marked != (lists_[priority] != nullptr)) {
            return false;
        }
        for (Tcb* thread = lists_[priority]; thread != nullptr;
             thread = PriorityList::after(lists_[priority], *thread)) {
            const ListLink<Tcb>& link = thread->ready_link;
            if (link.next->ready_link.previous != thread ||
                link.previous->ready_link.next != thread ||
                static_cast<uint32_t>(thread->priority) != priority) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace kumquat
