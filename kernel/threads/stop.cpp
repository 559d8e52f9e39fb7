// stop.cpp -- the end of a thread by its own doing.
#include "kernel/threads/stop.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/debug/print_id.hpp"
#include "kernel/debug/say.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/x86/traps.hpp"

namespace kumquat {

void say_stopped(const char* why) {
    say("Thread ");
    print_id(current_thread().id);
    say(" stopped");
    say(why);
}

void stop_current_thread(DeathReason reason) {
    preempt_if_needed();  // BLOCKS: to tell it has taken long
    // LAB 4 BEGIN stop thread: it is dead, the trace knows, and the next one runs
    Tcb& self = current_thread();
    self.state = ThreadState::dead;
    trace_thread_dead(self, reason);
    leave_to_next(SwitchReason::death);
    // LAB 4 END
}

void stop_faulting_thread(TrapFrame& frame) {
    trace_exception(current_thread(), frame);
    say_stopped(": exception ");
    say(exception_mnemonic(frame.vector));
    say(", error code ");
    print_hex(frame.error);
    say(", at ");
    print_hex(frame.eip);
    say(". It has no handler for it.\n");
    stop_current_thread(DeathReason::exception);
}

}  // namespace kumquat
