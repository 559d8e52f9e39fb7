// transfer.hpp -- from one partner to the other: two words, the sender's id, perhaps a page.
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Give the receiver the sender's message. Both are in ipc; neither changes its state here.
/// \return  the sender's error: none, send_cut (the receiver opened no window for the fpage)
///          or send_map_failed (no memory). The receiver's result holds the twin code; words
///          and id arrive in every case.
IpcError transfer_message(Tcb& sender, Tcb& receiver, bool receiver_was_waiting);

}  // namespace kumquat
