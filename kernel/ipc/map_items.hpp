// map_items.hpp -- the fpages of a message, pair by pair.
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Where a message's fpages stand, and where they may go.
struct MapItems {
    uint32_t address;  // of the sender's message; 0: registers only
    uint32_t words;    // that arrive: the pairs (word 0, word 1), (2, 3), ...
    Fpage window;      // of the receiver
};

/// Map, or grant, the fpages of the running sender's message, until the words end or the second
/// word of a pair is no valid fpage. Words 0 and 1 are those in registers.
/// \param result  of the message so far
/// \return        the same with the fpage bit if anything was mapped; receive_cut if the
///                receiver opens no window; receive_map_failed if memory ran out
/// BLOCKS: page faults, and interrupts in between.
MessageDope
map_items(Tcb& self, Tcb& receiver, const MapItems& items, MessageDope result);

}  // namespace kumquat
