// redirection.cpp -- who is on the way, and who may speak for whom.
#include "kernel/ipc/redirection.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/own_memory.hpp"
#include "kernel/tasks/nearest.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

/// Whether a task belongs to the chief's clan, or to a clan inside it.
bool is_inside(TaskNumber chief, TaskNumber task) {
    do {
        task = task_of(task).chief;
    } while (task != chief && task != kernel_task);
    return task == chief;
}

/// Whether a message from one task to another passes this chief, on its way out of his clan or
/// into it.
bool is_on_the_way(TaskNumber chief, TaskNumber from, TaskNumber to) {
    // LAB 9 BEGIN border: is one of the two inside, and the other not?
    return from != chief && to != chief &&
           is_inside(chief, from) != is_inside(chief, to);
    // LAB 9 END
}

bool may_speak_for(const Tcb& self, const Tcb* other) {
    // LAB 9 BEGIN speak for: may the running thread send under this name?
    const Tcb* const destination = find_thread(self.ipc().partner());
    return other != nullptr && destination != nullptr &&
           is_on_the_way(self.id.task(), other->id.task(), destination->id.task());
    // LAB 9 END
}

}  // namespace

Tcb* receiver_on_the_way(const Tcb& sender, Tcb& destination) {
    const Nearest nearest = nearest_to(sender.id.task(), destination.id);
    if (nearest.type == near) {
        return &destination;
    }
    // LAB 9 BEGIN redirect: the chief on the way gets it, and the trace is told
    Tcb* const chief = find_thread(nearest.id);
    if (chief != nullptr) {
        trace_ipc_redirect(sender, destination, *chief, nearest.type);
    }
    return chief;
    // LAB 9 END
}

ThreadId source_on_the_way(const Tcb& receiver) {
    const ThreadId source = receiver.ipc().partner();
    if (source.task() == kernel_task) {
        return source;
    }
    const Nearest nearest = nearest_to(receiver.id.task(), source);
    if (nearest.type == near) {
        return source;
    }
    // LAB 9 BEGIN closed receive: who brings a message from far away?
    return nearest.id;
    // LAB 9 END
}

void note_virtual_sender(Tcb& self) {
    self.virtual_sender = ThreadId::nil();
    const SendDescriptor send = self.ipc().send();
    uint32_t low = 0, high = 0;
    if (send.is_nil() || !send.is_deceiting() || !read_own(self.frame().esp, low) ||
        !read_own(self.frame().esp + sizeof(low), high)) {
        return;
    }
    const Tcb* const other = find_thread(ThreadId{low, high});
    const bool may = may_speak_for(self, other);
    if (may) {
        self.virtual_sender = other->id;
    }
    trace_ipc_deceit(self, self.ipc().partner(), ThreadId{low, high}, may);
}

ThreadId visible_id(const Tcb& sender) {
    const bool is_virtual =
        !sender.is_in_page_fault() && !sender.virtual_sender.is_nil();
    return is_virtual ? sender.virtual_sender : sender.id;
}

MessageDope
tell_of_the_way(const Tcb& sender, const Tcb& receiver, MessageDope result) {
    uint32_t bits = visible_id(sender) == sender.id ? 0 : MessageDope::deceited_bit;
    const ThreadId destination = sender.ipc().partner();
    if (destination.number() != receiver.id.number()) {
        // LAB 9 BEGIN told of the way: that it was for another, whether it came from inside, and for whom
        const bool is_chief = task_of(sender.id.task()).chief == receiver.id.task();
        bits |= MessageDope::redirected_bit | (is_chief ? MessageDope::inward_bit : 0);
        receiver.ipc().receive_destination(destination);
        // LAB 9 END
    }
    return MessageDope{result.word() | bits};
}

}  // namespace kumquat
