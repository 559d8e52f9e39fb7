// ready_queue_eager.cpp -- SCHED=eager: the running thread is linked like the ready ones. Easy to
// think about, and what kernels did before 1993; but each time a thread blocks it is taken out,
// and each time one wakes it is put in: for a call and its reply, four operations on lists.
// Invariant: a thread is linked if and only if its state is `running`, or `ready` (and then it
// has time to run). Between two operations of the scheduler, that is.
#include "kernel/threads/ready_queue.hpp"

namespace kumquat {

void ReadyQueue::take(Tcb&) {}

void ReadyQueue::note_running(Tcb& thread) {
    if (!thread.is_idle() && !thread.ready_link.is_linked()) {
        lists_.insert_last(thread);
    }
}

void ReadyQueue::note_switch(Tcb& self, Tcb& next) {
    if (self.state != ThreadState::ready) {
        remove(self);
    }
    note_running(next);
}

Tcb* ReadyQueue::highest() {
    Tcb* const thread = lists_.first();
    const bool is_running = thread != nullptr && thread->state != ThreadState::ready;
    return is_running ? lists_.after(*thread) : thread;
}

bool ReadyQueue::check_links() const {
    uint32_t running = 0;
    for (Tcb* thread = lists_.first(); thread != nullptr;
         thread = lists_.after(*thread)) {
        if (thread->state != ThreadState::ready) {
            running += thread->state == ThreadState::running ? 1 : 2;
        }
    }
    return running <= 1 && lists_.check_links();
}

}  // namespace kumquat
