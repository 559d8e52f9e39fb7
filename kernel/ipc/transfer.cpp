// transfer.cpp -- the fpage of a register message.
#include "kernel/ipc/transfer.hpp"

#include "kernel/debug/trace_ipc.hpp"
#include "kernel/memory/mapping.hpp"

namespace kumquat {

namespace {

constexpr MessageDope register_message = MessageDope::make(2, 0);

}  // namespace

MessageDope transfer_fpage(Tcb& sender, Tcb& receiver) {
    const Fpage window = receiver.ipc().receive().window();
    if (!window.is_valid()) {
        return register_message.with(IpcError::receive_cut);
    }
    const Fpage send{sender.ipc().w1()};
    if (!send.is_valid()) {
        return register_message;  // nothing to map is no error
    }
    if (map_one_page(sender.id.task(), receiver.id.task(), send, window,
                     sender.ipc().w0())) {
        return register_message.with_fpage();
    }
    MapOperation operation{sender.id.task(), receiver.id.task(), send, window,
                           sender.ipc().w0()};
    MapStep step = operation.step();
    while (step == MapStep::more) {  // a 4 MB page was split first
        step = operation.step();
    }
    if (step == MapStep::no_memory) {
        return register_message.with(IpcError::receive_map_failed);
    }
    return operation.has_mapped() ? register_message.with_fpage() : register_message;
}

}  // namespace kumquat
