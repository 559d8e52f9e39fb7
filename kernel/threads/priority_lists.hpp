// priority_lists.hpp -- threads in a circular list for each priority, a bitmap of the lists that
// are not empty, and the highest of them: the most important thread is known without looking,
// and to find the next one costs at most eight words, however many threads there are.
// What it means to be linked here is the business of the ready queue (ready_queue.hpp).
// Invariant: a bit is set if and only if its list is not empty; `top_` is one more than the
// highest of them.
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

constexpr uint32_t priority_count = 256;

class PriorityLists {
public:
    /// Add a thread behind, or before, the others of its priority.
    /// Requires: it is not linked, and not the idle thread.
    void insert_last(Tcb& thread) {
        LinkedThreads::push_back(open_list(thread), thread);
    }
    void insert_first(Tcb& thread) {
        LinkedThreads::push_front(open_list(thread), thread);
    }

    /// Requires: the thread is linked.
    void remove(Tcb& thread);

    /// Of the linked threads; Tcb::idle_priority if there are none.
    int highest_priority() const { return top_ - 1; }

    /// First thread of the highest priority, or nullptr if all lists are empty.
    Tcb* first() const { return first_below(top_); }

    /// The thread behind this one, in its list or the first of a lower one; nullptr: the end.
    Tcb* after(Tcb& thread) const;

    /// The invariant, and that each link has its counterpart, for tests.
    bool check_links() const;

private:
    using LinkedThreads = List<Tcb, &Tcb::ready_link>;
    static constexpr uint32_t bits = 32;

    /// The list of a thread's priority, which is not going to be empty.
    Tcb*& open_list(const Tcb& thread);
    Tcb* first_below(int top) const { return top == 0 ? nullptr : lists_[top - 1]; }
    int top_below(int priority) const;

    int top_ =
        0;  // at the beginning, where yield_alone.S finds it; 0: all lists are empty
    Tcb* lists_[priority_count] = {};
    uint32_t bitmap_[priority_count / bits] = {};  // bit p % 32 of word p / 32: list p
};

}  // namespace kumquat
