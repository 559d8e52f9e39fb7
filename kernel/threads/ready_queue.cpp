// ready_queue.cpp -- lists and bitmap kept in step.
#include "kernel/threads/ready_queue.hpp"

namespace kumquat {

Tcb*& ReadyQueue::list_of(const Tcb& thread) {
    KASSERT(thread.priority >= 0);
    KASSERT(static_cast<uint32_t>(thread.priority) < priority_count);
    return lists_[thread.priority];
}

void ReadyQueue::mark(const Tcb& thread) {
    const uint32_t priority = static_cast<uint32_t>(thread.priority);
    bitmap_[priority / bits] |= 1u << (priority % bits);
    summary_ |= 1u << (priority / bits);
}

void ReadyQueue::insert_last(Tcb& thread) {
    KASSERT(thread.state == ThreadState::ready);
    PriorityList::push_back(list_of(thread), thread);
    mark(thread);
}

void ReadyQueue::insert_first(Tcb& thread) {
    KASSERT(thread.state == ThreadState::ready);
    PriorityList::push_front(list_of(thread), thread);
    mark(thread);
}

void ReadyQueue::remove(Tcb& thread) {
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

int ReadyQueue::highest_priority() const {
    if (summary_ == 0) {
        return Tcb::idle_priority;
    }
    const uint32_t word = bits - 1 - static_cast<uint32_t>(__builtin_clz(summary_));
    const uint32_t bit = bits - 1 - static_cast<uint32_t>(__builtin_clz(bitmap_[word]));
    return static_cast<int>(word * bits + bit);
}

Tcb* ReadyQueue::highest() const {
    const int priority = highest_priority();
    return priority < 0 ? nullptr : lists_[priority];
}

bool ReadyQueue::check_links() const {
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
                thread->state != ThreadState::ready ||
                static_cast<uint32_t>(thread->priority) != priority) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace kumquat
