// transfer.hpp -- from one partner to the other: two words, the sender's id, perhaps a page.
#pragma once

#include "kernel/config.hpp"
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/delivery.hpp"
#include "kernel/ipc/redirection.hpp"
#include "kernel/ipc/words_in_memory.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// The sender's error for the receiver's result.
constexpr IpcError error_of_sender(MessageDope result) {
    return result.error() == IpcError::none ? IpcError::none : twin(result.error());
}

/// What every message brings: the two words, the sender's id, and the result, which may be
/// that of more than a short message. \return  the sender's error
inline IpcError finish_transfer(const Tcb& sender,
                                const Tcb& receiver,
                                MessageDope result,
                                bool receiver_was_waiting) {
    const IpcRequest from = sender.ipc();
    IpcRequest to = receiver.ipc();
    const ThreadId source = config::clans ? visible_id(sender) : sender.id;
    if (config::ipc_registers) {
        to.receive_words(source, from.w0(), from.w1());
    } else {
        receive_words_from_memory(to, source, from);
    }
    to.finish(config::clans ? tell_of_the_way(sender, receiver, result) : result);
    trace_ipc_transfer(sender, receiver, receiver_was_waiting);
    trace_ipc_result(receiver);
    return error_of_sender(result);
}

/// The same for a register message with an fpage, if that is simple: one page, into an empty place.
/// \return  false: it is not, and nothing has changed
[[gnu::noinline, gnu::cold]] bool
transfer_page(const Tcb& sender, const Tcb& receiver, bool receiver_was_waiting);

/// Give the receiver the sender's message, if it lies in registers, with a page at most. Both are in
/// ipc; neither changes its state here.
/// \return  false: there is more to it, for carry_message(); nothing has changed
inline bool
transfer_message(const Tcb& sender, const Tcb& receiver, bool receiver_was_waiting) {
    const SendDescriptor send = sender.ipc().send();
    if (!send.is_register_message()) {
        return false;
    }
    if (send.has_fpages()) [[unlikely]] {
        return transfer_page(sender, receiver, receiver_was_waiting);
    }
    finish_transfer(sender, receiver, MessageDope::make(2, 0), receiver_was_waiting);
    return true;
}

}  // namespace kumquat
