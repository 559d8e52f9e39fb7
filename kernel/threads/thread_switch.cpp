// thread_switch.cpp -- the system call thread_switch: give the processor away.
// Source: L4 Version 2 on i386, "thread_switch (int 0x33)".
#include "kernel/debug/trace.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/threads/scheduler.hpp"

namespace kumquat {

void system_call_thread_switch(TrapFrame& frame) {
    // Only the low word of the id is looked at: bindings leave garbage in EDI.
    Tcb* destination = frame.esi == 0 ? nullptr : find_thread(ThreadId{frame.esi, 0});
    if (destination != nullptr && destination->state != ThreadState::ready) {
        destination = nullptr;
    }
    trace_thread_switch(current_thread(), destination);
    yield(destination, SwitchReason::yield);
}

}  // namespace kumquat
