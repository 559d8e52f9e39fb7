// ready_queue.hpp -- which thread runs next. The switch SCHED chooses what being ready costs:
//
//           who is linked                  when a thread blocks   what a decision costs
//   benno   the ready threads              nothing                the same always
//   lazy    at least the ready threads     nothing                all that blocked since
//   eager   the ready and the running one  taken out, put back    the same always
//
// One file for each: ready_queue_benno.cpp, ready_queue_lazy.cpp, ready_queue_eager.cpp. All
// choose the same threads in the same order.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Lazy Scheduling"; Elphinstone
// and Heiser, "From L3 to seL4", SOSP 2013, "Lazy scheduling".
#pragma once

#include "kernel/threads/priority_lists.hpp"

namespace kumquat {

class ReadyQueue {
public:
    /// A thread that does not run is ready now: it comes behind, or before, the others of its
    /// priority. Requires: its state is `ready`, and it does not count as queued.
    void insert_last(Tcb& thread);
    void insert_first(Tcb& thread);

    /// A thread shall no longer be found. Does nothing if it is not linked.
    void remove(Tcb& thread);

    /// A thread that was found, or was named by another, gets the processor.
    void take(Tcb& thread);

    /// A thread has the processor; a thread that had it blocks. Only with SCHED=eager are they
    /// worth a call, for in the other disciplines they do nothing.
    void note_running(Tcb& thread);
    void note_blocked(Tcb& thread);

    /// The first ready thread of the highest priority, or nullptr; never the running one.
    Tcb* highest();

    /// Priority of highest(), or Tcb::idle_priority.
    int highest_priority() {
        const Tcb* const thread = highest();
        return thread == nullptr ? Tcb::idle_priority : thread->priority;
    }

    /// The invariants, for tests.
    bool check_links() const;

private:
    PriorityLists lists_;
};

}  // namespace kumquat
