// id_nearest.cpp -- the system call id_nearest: who am I, and whom would a message meet first?
// The answers follow the tree of tasks, whether messages do (CLANS) or not.
// Source: L4 Version 2 on i386, "id_nearest (int 0x31)".
#include "kernel/debug/trace.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/tasks/nearest.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

namespace {

Nearest nearest(const Tcb& self, ThreadId wish) {
    if (wish.is_nil()) {
        return {near, self.id};
    }
    if (wish.is_invalid() || wish.task() == kernel_task) {
        return {outward, chief_of(self.id.task())};
    }
    return nearest_to(self.id.task(), wish);
}

}  // namespace

void system_call_id_nearest(TrapFrame& frame) {
    const ThreadId wish{frame.esi, frame.edi};
    const Nearest answer = nearest(current_thread(), wish);
    trace_id_nearest(current_thread(),
                     (wish.is_invalid() ? ThreadId::invalid() : wish).low(),
                     answer.type, answer.id.low(), answer.id.high());
    frame.eax = answer.type;
    frame.esi = answer.id.low();
    frame.edi = answer.id.high();
}

}  // namespace kumquat
