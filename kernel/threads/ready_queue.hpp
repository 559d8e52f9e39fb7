// ready_queue.hpp -- which thread runs next. The switch SCHED chooses what being ready costs:
//
//           who is linked                  when a thread blocks   what a decision costs
//   benno   the ready threads              nothing                the same always
//   lazy    at least the ready threads     nothing                all that blocked since
//   eager   the ready and the running one  taken out, put back    the same always
//
// Here is what they share; ready_queue_benno.cpp, ready_queue_lazy.cpp and ready_queue_eager.cpp
// have the rest. All choose the same threads in the same order.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Lazy Scheduling"; Elphinstone
// and Heiser, "From L3 to seL4", SOSP 2013, "Lazy scheduling".
#pragma once

#include "kernel/threads/priority_lists.hpp"

namespace kumquat {

class ReadyQueue {
public:
    /// A thread that does not run is ready now: it comes behind, or before, the others of its
    /// priority. Requires: its state is `ready`.
    void insert_last(Tcb& thread) {
        KASSERT(thread.state == ThreadState::ready);
        remove(thread);
        lists_.insert_last(thread);
    }
    void insert_first(Tcb& thread) {
        KASSERT(thread.state == ThreadState::ready);
        remove(thread);
        lists_.insert_first(thread);
    }

    /// A thread shall no longer be found. Does nothing if it is not linked.
    void remove(Tcb& thread) {
        if (thread.ready_link.is_linked()) {
            lists_.remove(thread);
        }
    }

    /// A thread that was found, or was named by another, gets the processor.
    void take(Tcb& thread);

    /// The processor goes from one thread to another; a thread has it still, or again. Only with
    /// SCHED=eager are they worth a call, for in the other disciplines they do nothing.
    void note_switch(Tcb& self, Tcb& next);
    void note_running(Tcb& thread);

    /// The first ready thread of the highest priority, or nullptr; never the running one.
    Tcb* highest();

    /// Whether a thread of a higher priority than this could be ready; and whether one is.
    bool may_have_above(int priority) const {
        return lists_.highest_priority() > priority;
    }
    bool has_above(int priority) {
        const Tcb* const thread = may_have_above(priority) ? highest() : nullptr;
        return thread != nullptr && thread->priority > priority;
    }

    /// The invariants, for tests.
    bool check_links() const;

private:
    PriorityLists lists_;
};

}  // namespace kumquat
