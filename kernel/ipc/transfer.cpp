// transfer.cpp -- what is copied in a rendezvous. Register messages only: they cannot fault.
#include "kernel/ipc/transfer.hpp"

#include "kernel/debug/trace_ipc.hpp"
#include "kernel/memory/mapping.hpp"

namespace kumquat {

namespace {

constexpr MessageDope register_message = MessageDope::make(2, 0);

/// The fpage part of a map message, as the receiver's result.
MessageDope transfer_fpage(Tcb& sender, Tcb& receiver) {
    const Fpage window = receiver.ipc.receive.window();
    if (!window.is_valid()) {
        return register_message.with(IpcError::receive_cut);
    }
    const Fpage send{sender.ipc.w1};
    if (!send.is_valid()) {
        return register_message;  // nothing to map is no error
    }
    switch (
        map_fpage(sender.id.task(), receiver.id.task(), send, window, sender.ipc.w0)) {
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
    receiver.ipc.w0 = sender.ipc.w0;
    receiver.ipc.w1 = sender.ipc.w1;
    receiver.ipc.source = sender.id;
    receiver.ipc.message_arrived = true;
    receiver.ipc.result = sender.ipc.send.has_fpages()
                              ? transfer_fpage(sender, receiver)
                              : register_message;
    trace_ipc_transfer(sender, receiver, receiver_was_waiting);
    const IpcError error = receiver.ipc.result.error();
    return error == IpcError::none ? IpcError::none : twin(error);
}

}  // namespace kumquat
