// ipc_entry.cpp -- one gate of the interrupt table changed.
#include "kernel/ipc/ipc_entry.hpp"

#include "kernel/abi/system_calls.hpp"
#include "kernel/config.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/selectors.hpp"

namespace kumquat {

void shorten_ipc_entry() {
    const auto entry = config::ipc_fast_path ? &ipc_fast_path : &ipc_entry;
    interrupt_table[SYSCALL_IPC] =
        gate(static_cast<uint32_t>(reinterpret_cast<uintptr_t>(entry)),
             SELECTOR_KERNEL_CODE, GateType::interrupt, Privilege::user);
}

}  // namespace kumquat
