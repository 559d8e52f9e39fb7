// redirection.hpp -- CLANS=on: messages follow the tree of tasks.
// A message to somebody who is not near goes to the first thread of the chief on its way, who is
// told whom it was for and passes it on, or not. To pass it on in the name of its sender he
// deceits: a chief may use the id of another thread if the message could have come through him,
// that is if the border of his clan lies between the two.
// The receiver is no stranger then: a receive closed on somebody far away waits for the chief
// who would bring the message.
// Source: Liedtke, "Clans & Chiefs", 1992; L4 Version 2 on i386, "Clans and chiefs".
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Who gets what `sender` sends to `destination`: that thread itself, or the chief on the way.
/// \return  nullptr if the chief is about to vanish
Tcb* receiver_on_the_way(const Tcb& sender, Tcb& destination);

/// From whom a closed receive of this thread gets its message: from the partner that it names, or
/// the chief on the way. Nil and interrupts stay what they are.
ThreadId source_on_the_way(const Tcb& receiver);

/// Under which id the running thread sends in this system call: note it, if it asks for another
/// one and may have it. Otherwise its own is used, and that is no error.
/// BLOCKS: page faults, since the id lies on the user's stack.
void note_virtual_sender(Tcb& self);

/// The sender's id as a receiver sees it.
ThreadId visible_id(const Tcb& sender);

/// Tell a receiver that the message was redirected to it, and for whom it was, or that the id is a
/// virtual one. \return  its result with these bits
MessageDope tell_of_the_way(const Tcb& sender, const Tcb& receiver, MessageDope result);

}  // namespace kumquat
