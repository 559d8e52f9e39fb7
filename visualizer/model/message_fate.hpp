// message_fate.hpp -- what became of a message: taken, given up, or still waiting when the trace ends.
// Its one idea: the sender's own next events tell; while it waits, nothing of it happens, so its
// history leads over the wait in one step, however long that was.
#pragma once

#include "model.hpp"
#include "text.hpp"

#include <string>

namespace kumquat {

struct MessageFate {
    enum class Kind : uint8_t {
        taken,    // or answered
        failed,   // with an error, or because the thread was stopped
        waiting,  // to the end of the trace
        unknown,  // the trace does not tell
    };
    Kind kind = Kind::unknown;
    int64_t event = -1;  // that decided it
};

/// Of the message that an ipc_send tells of.
MessageFate fate_of_message(const Model& model, int64_t send);
/// Of the answer that a thread waits for whose call was taken by an ipc_transfer.
MessageFate fate_of_answer(const Model& model, int64_t transfer);

/// Why the message of an ipc_send was not taken, as a clause without a full stop:
/// "the send timeout is zero, so the message is lost". Empty: it was taken.
std::string message_fate_words(const Model& model, int64_t send);
/// The same of somebody who knows the fate already: to find it is a search.
std::string
message_fate_words(const Model& model, int64_t send, const MessageFate& fate);
/// The same for the answer to a call: "no answer comes before the trace ends, ...".
std::string answer_fate_words(const Model& model, int64_t transfer);

/// A stretch of time: "5,003 instructions".
std::string time_between(const Model& model, int64_t from, int64_t to);

}  // namespace kumquat
