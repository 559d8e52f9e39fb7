// long_message.hpp -- a message in memory: words, fpages, strings.
//
//   address   sender reads              receiver
//     + 0                               fpage that mappings may fill; 0: none
//     + 4     size dope: where the      size dope: room for words, and for strings
//             strings are described
//     + 8     send dope: how much
//     + 12    (words 0 and 1 travel in registers, both ways)
//     + 20    word 2 ...                word 2 ...
//     + 12 + 4 * size.dwords            16 bytes for each string:
//             length, address           is written: length, address; capacity, place
//
// The sender carries it: its own space is the current one, and the receiver's memory is seen
// through the communication windows. Nothing is checked page by page; a page that is missing
// is asked for when it is touched (transfer_fault.hpp).
// Messages that are no trouble at all never come here: message_path.S does what this does, for
// words or one string, as long as no page is missing.
// Source: L4 Version 2 on i386, "Message in memory"; "What is transferred".
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Carry the running sender's message to a receiver that waits for it, or is locked to it.
/// \return  the sender's error: none, send_cut, or send_map_failed. The receiver's result holds
///          the twin code; words 0 and 1 and the sender's id arrive in every case. Other errors
///          end both calls: then this does not return.
/// BLOCKS: page faults of both sides; and interrupts come in between.
IpcError carry_message(Tcb& self, Tcb& receiver, bool receiver_was_waiting);

}  // namespace kumquat
