// priority_lists.hpp -- threads in a circular list for each priority, and a bitmap of the lists
// that are not empty: the most important thread costs two bit scans, however many there are.
// What it means to be linked here is the business of the ready queue (ready_queue.hpp).
// Invariant: a bit is set if and only if its list is not empty.
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

constexpr uint32_t priority_count = 256;

class PriorityLists {
public:
    /// Add a thread behind, or before, the others of its priority.
    /// Requires: it is not linked, and not the idle thread.
    void insert_last(Tcb& thread);
    void insert_first(Tcb& thread);

    /// Requires: the thread is linked.
    void remove(Tcb& thread);

    /// First thread of the highest priority, or nullptr if all lists are empty.
    Tcb* first() const;

    /// The thread behind this one, in its list or the first of a lower one; nullptr: the end.
    Tcb* after(Tcb& thread) const;

    /// The invariant, and that each link has its counterpart, for tests.
    bool check_links() const;

private:
    using PriorityList = List<Tcb, &Tcb::ready_link>;
    static constexpr uint32_t bits = 32;
    static constexpr uint32_t words = priority_count / bits;

    Tcb*& list_of(const Tcb& thread);
    void mark(const Tcb& thread);
    Tcb* first_below(uint32_t priority) const;

    Tcb* lists_[priority_count] = {};
    uint32_t bitmap_[words] = {};  // bit p % 32 of word p / 32: list p is not empty
    uint32_t summary_ = 0;         // bit w: word w is not zero
};

}  // namespace kumquat
