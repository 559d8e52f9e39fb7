// ready_queue_lazy.cpp -- SCHED=lazy: a thread that blocks stays where it is linked, and so does
// one that gets the processor; their states tell the truth. Most block for so short a time that
// nobody ever looks. Whoever does look takes out all that are not ready: a decision may have to
// pay for every thread that has blocked since the last one, with interrupts off.
// A thread that is still ready and loses the processor must be linked: after a send without a
// receive phase, at the end of its timeslice, when it is preempted, when it gives the processor
// away. For all of them the scheduler calls insert_last or insert_first.
// Invariant: every thread whose state is `ready` (and that has time to run) is linked.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Lazy Scheduling".
#include "kernel/threads/ready_queue.hpp"

namespace kumquat {

void ReadyQueue::take(Tcb&) {}
void ReadyQueue::note_switch(Tcb&, Tcb&) {}
void ReadyQueue::note_running(Tcb&) {}

Tcb* ReadyQueue::highest() {
    Tcb* thread = lists_.first();
    while (thread != nullptr && thread->state != ThreadState::ready) {
        lists_.remove(*thread);
        thread = lists_.first();
    }
    return thread;
}

bool ReadyQueue::check_links() const { return lists_.check_links(); }

}  // namespace kumquat
