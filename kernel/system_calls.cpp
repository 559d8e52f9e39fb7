// system_calls.cpp -- the table of system calls.
#include "kernel/system_calls.hpp"

#include "kernel/abi/system_calls.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/debug/print_id.hpp"
#include "kernel/threads/stop.hpp"

namespace kumquat {

namespace {

/// fpage_unmap cannot report an error, and to do nothing would break its promise that the
/// pages are gone. Without a mapping database the honest answer is to stop the caller.
void system_call_fpage_unmap(TrapFrame&) {
    print("Thread ");
    print_id(current_thread().id);
    print(
        " stopped: fpage_unmap needs a mapping database, and this kernel has none.\n");
    stop_current_thread(DeathReason::exception);
}

using SystemCall = void (*)(TrapFrame&);
constexpr SystemCall system_calls[] = {
    system_call_ipc,           system_call_id_nearest,      system_call_fpage_unmap,
    system_call_thread_switch, system_call_thread_schedule, system_call_lthread_ex_regs,
    system_call_task_new,
};
static_assert(sizeof(system_calls) / sizeof(SystemCall) ==
              SYSCALL_LAST - SYSCALL_FIRST + 1);

}  // namespace

void handle_system_call(TrapFrame& frame) {
    system_calls[frame.vector - SYSCALL_FIRST](frame);
}

}  // namespace kumquat
