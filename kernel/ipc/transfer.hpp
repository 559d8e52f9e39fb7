// transfer.hpp -- from one partner to the other: two words, the sender's id, perhaps a page.
#pragma once

#include "kernel/config.hpp"
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/redirection.hpp"
#include "kernel/ipc/words_in_memory.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// The fpage in words 0 and 1 of a register message. \return  the receiver's result
MessageDope transfer_fpage(Tcb& sender, Tcb& receiver);

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

/// Give the receiver the sender's message, which lies in registers. Both are in ipc; neither
/// changes its state here.
/// \return  the sender's error: none, send_cut (the receiver opened no window for the fpage)
///          or send_map_failed (no memory). The receiver's result holds the twin code; words
///          and id arrive in every case.
inline IpcError
transfer_message(Tcb& sender, Tcb& receiver, bool receiver_was_waiting) {
    const MessageDope result = sender.ipc().send().has_fpages()
                                   ? transfer_fpage(sender, receiver)
                                   : MessageDope::make(2, 0);
    return finish_transfer(sender, receiver, result, receiver_was_waiting);
}

}  // namespace kumquat
