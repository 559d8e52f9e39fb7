// system_calls.cpp -- the table of system calls. (Three have shorter ways: short_entries.hpp.)
#include "kernel/system_calls.hpp"

#include "kernel/abi/system_calls.hpp"

namespace kumquat {

namespace {

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
