// ready_queue.hpp -- which thread runs next.
// One circular list per priority and a bitmap of the non-empty ones: choosing the next thread
// costs two bit scans, however many threads there are.
// Invariant: a thread is linked here if and only if its state is `ready`; the running thread
// is not (Benno scheduling).
// Source: Elphinstone and Heiser, "From L3 to seL4", SOSP 2013, "Lazy scheduling".
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

constexpr uint32_t priority_count = 256;

class ReadyQueue {
public:
    /// Add a thread behind, or before, the others of its priority.
    /// Requires: its state is `ready` and it is not in the queue.
    void insert_last(Tcb& thread);
    void insert_first(Tcb& thread);

    /// Requires: the thread is in the queue.
    void remove(Tcb& thread);

    /// First thread of the highest priority, or nullptr if the queue is empty.
    Tcb* highest() const;

    /// Priority of highest(), or Tcb::idle_priority if the queue is empty.
    int highest_priority() const;

    /// The invariant between lists and bitmap, for tests.
    bool check_links() const;

private:
    using PriorityList = List<Tcb, &Tcb::ready_link>;
    static constexpr uint32_t bits = 32;
    static constexpr uint32_t words = priority_count / bits;

    Tcb*& list_of(const Tcb& thread);
    void mark(const Tcb& thread);

    Tcb* lists_[priority_count] = {};
    uint32_t bitmap_[words] = {};  // bit p % 32 of word p / 32: list p is not empty
    uint32_t summary_ = 0;         // bit w: word w is not zero
};

}  // namespace kumquat
