// exchange.hpp -- the events of one rendezvous, picked out of all others.
// Its one idea: from the message one goes back to where each of the two began its ipc, and on to
// where the receiver's ended; what either of them did between is the story of that message.
#pragma once

#include "instant.hpp"

#include <optional>
#include <vector>

namespace kumquat {

struct Exchange {
    uint32_t sender = no_index, receiver = no_index;
    int64_t send = -1;           // -1: not in the trace, or too far away
    int64_t receive = -1;        //
    int64_t transfer = -1;       // -1: the message was not taken
    std::vector<int64_t> steps;  // events in order
};

/// The exchange that an event belongs to, or the latest one before it, or the first.
/// \return  nothing if the trace has no message
std::optional<Exchange> exchange_at(const Model& model, int64_t event);

/// The message with which a page came into a space.
/// \param event  a map or a grant
/// \return       its ipc_transfer; -1: it came without a message, or much later
int64_t message_with_page(const Model& model, int64_t event);

}  // namespace kumquat
