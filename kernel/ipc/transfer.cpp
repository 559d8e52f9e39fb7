// transfer.cpp -- the fpage of a register message.
#include "kernel/ipc/transfer.hpp"

#include "kernel/memory/mapping.hpp"

namespace kumquat {

bool transfer_page(const Tcb& sender, const Tcb& receiver, bool receiver_was_waiting) {
    const IpcRequest ipc = sender.ipc();
    const Fpage window = receiver.ipc().receive().window();
    if (!config::ipc_fast_path || !window.is_valid() ||
        !map_one_page(sender.id.task(), receiver.id.task(), Fpage{ipc.w1()}, window,
                      ipc.w0())) {
        return false;
    }
    finish_transfer(sender, receiver, MessageDope::make(2, 0).with_fpage(),
                    receiver_was_waiting);
    return true;
}

}  // namespace kumquat
