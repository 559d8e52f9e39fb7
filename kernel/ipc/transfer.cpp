// transfer.cpp -- what is copied in a rendezvous. Register messages only: they cannot fault.
#include "kernel/ipc/transfer.hpp"

#include "kernel/debug/trace_ipc.hpp"
#include "kernel/memory/mapping.hpp"

namespace kumquat {

namespace {

constexpr MessageDope register_message = MessageDope::make(2, 0);

/// The fpage part of a map message, as the receiver's result.
MessageDope transfer_fpage(Tcb& sender, Tcb& receiver) {
    const Fpage window = receiver.ipc().receive().window();
    if (!window.is_valid()) {
        return register_message.with(IpcError::receive_cut);
    }
    const Fpage send{sender.ipc().w1()};
    if (!send.is_valid()) {
        return register_message;  // nothing to map is no error
    }
    switch (map_fpage(sender.id.task(), receiver.id.task(), send, window,
                      sender.ipc().w0())) {
    case MapResult::mapped:
        return register_message.with_fpage();
    case MapResult::nothing:
        return register_message;
    case MapResult::no_memory:
        return register_message.with(IpcError::receive_map_failed);
    }
    return register_message;
}

}  // namespace

IpcError transfer_message(Tcb& sender, Tcb& receiver, bool receiver_was_waiting) {
    const IpcRequest from = sender.ipc();
    IpcRequest to = receiver.ipc();
    const MessageDope result =
        from.send().has_fpages() ? transfer_fpage(sender, receiver) : register_message;
    to.receive_words(sender.id, from.w0(), from.w1());
    to.finish(result);
    trace_ipc_transfer(sender, receiver, receiver_was_waiting);
    trace_ipc_result(receiver);
    return result.error() == IpcError::none ? IpcError::none : twin(result.error());
}

}  // namespace kumquat
