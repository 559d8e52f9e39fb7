// send_queue.cpp -- a list through the senders' TCBs.
#include "kernel/ipc/send_queue.hpp"

#include "kernel/debug/hole.hpp"

namespace kumquat {

using SendList = List<Tcb, &Tcb::send_link>;

void join_send_queue(Tcb& receiver, Tcb& sender) {
    // LAB 5 BEGIN join send queue: behind all who were there before
    SendList::push_back(receiver.send_queue, sender);
    sender.queued_at = &receiver;
    // LAB 5 END
    receiver.set_slow_reason(slow_send_queue);
}

void leave_send_queue(Tcb& sender) {
    Tcb& receiver = *sender.queued_at;
    SendList::remove(receiver.send_queue, sender);
    if (receiver.send_queue == nullptr) {
        receiver.clear_slow_reason(slow_send_queue);
    }
}

Tcb* next_sender(const Tcb& receiver) {
    // LAB 5 BEGIN next sender: the oldest, or the one that is asked for
    if (receiver.ipc().receive().is_open()) {
        return receiver.send_queue;
    }
    Tcb* const only = find_thread(source_of(receiver));
    const bool waits_for_us = only != nullptr && only->state == ThreadState::sending &&
                              only->queued_at == &receiver;
    return waits_for_us ? only : nullptr;
    // LAB 5 END
}

}  // namespace kumquat
