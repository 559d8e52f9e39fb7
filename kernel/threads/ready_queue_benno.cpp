// ready_queue_benno.cpp -- SCHED=benno: exactly the ready threads are linked, and the running
// one is not. A message from one thread to another touches no list, since neither partner is in
// one before or after; and whoever is met in a list may run.
// Invariant: a thread is linked if and only if its state is `ready` (and it has time to run).
// Source: named after Ben Leslie, who found it; Heiser, "seL4 Design Principles", 2020.
#include "kernel/threads/ready_queue.hpp"

namespace kumquat {

void ReadyQueue::take(Tcb& thread) { remove(thread); }

void ReadyQueue::note_switch(Tcb&, Tcb&) {}
void ReadyQueue::note_running(Tcb&) {}

Tcb* ReadyQueue::highest() { return lists_.first(); }

bool ReadyQueue::check_links() const {
    for (Tcb* thread = lists_.first(); thread != nullptr;
         thread = lists_.after(*thread)) {
        if (thread->state != ThreadState::ready) {
            return false;
        }
    }
    return lists_.check_links();
}

}  // namespace kumquat
