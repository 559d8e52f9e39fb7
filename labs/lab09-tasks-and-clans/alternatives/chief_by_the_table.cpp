// chief_by_the_table.cpp -- what the chief is told, worked out from the receiver's side.

    // LAB 9 BEGIN redirect: the chief on the way gets it, and the trace is told
    Tcb* chief = nullptr;
    if (!nearest.id.is_nil()) {
        chief = find_thread(nearest.id.number());
    }
    if (chief == nullptr) {
        return nullptr;
    }
    trace_ipc_redirect(sender, destination, *chief, nearest.type);
    return chief;
    // LAB 9 END

    // LAB 9 BEGIN told of the way: that it was for another, whether it came from inside, and for whom
    receiver.ipc().receive_destination(destination);
    bits |= MessageDope::redirected_bit;
    if (is_inside(receiver.id.task(), sender.id.task())) {
        bits |= MessageDope::inward_bit;
    }
    // LAB 9 END

    // LAB 9 BEGIN closed receive: who brings a message from far away?
    const ThreadId chief{nearest.id.low(), nearest.id.high()};
    return chief;
    // LAB 9 END

    // LAB 9 BEGIN speak for: may the running thread send under this name?
    if (other == nullptr) {
        return false;
    }
    const Tcb* const receiver = find_thread(self.ipc().partner().number());
    return receiver != nullptr &&
           is_on_the_way(self.id.task(), other->id.task(), receiver->id.task());
    // LAB 9 END
