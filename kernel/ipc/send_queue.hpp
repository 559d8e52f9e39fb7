// send_queue.hpp -- threads that wait to send to one receiver, oldest first.
// Nothing is buffered: it is the senders that queue up, each with its message still in its own
// hands.
// Invariant: a thread is linked in the queue of another, its `queued_at`, if and only if its
// state is `sending`.
#pragma once

#include "kernel/config.hpp"
#include "kernel/ipc/redirection.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Put `sender` behind the others that wait to send to `receiver`, who has a reason more to look
/// there before it waits (`slow_send_queue`).
void join_send_queue(Tcb& receiver, Tcb& sender);

/// Requires: `sender` is in somebody's send queue.
void leave_send_queue(Tcb& sender);

/// From whom a closed receive gets its message.
inline ThreadId source_of(const Tcb& receiver) {
    return config::clans ? source_on_the_way(receiver) : receiver.ipc().partner();
}

/// Who gets the message of a thread that sends. \return  nullptr: nobody
inline Tcb* destination_of(const Tcb& sender) {
    Tcb* const named = find_thread(sender.ipc().partner());
    return config::clans && named != nullptr ? receiver_on_the_way(sender, *named)
                                             : named;
}

/// The sender whose message `receiver` takes next: the oldest, or the one that a closed
/// receive names, wherever in the queue it is.
/// \return  nullptr if none is suitable; the sender stays in the queue
Tcb* next_sender(const Tcb& receiver);

}  // namespace kumquat
