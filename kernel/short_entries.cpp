// short_entries.cpp -- three gates of the interrupt table changed.
#include "kernel/short_entries.hpp"

#include "kernel/abi/system_calls.hpp"
#include "kernel/config.hpp"
#include "kernel/ipc/ipc_words.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/selectors.hpp"

namespace kumquat {

namespace {

void set_entry(uint32_t vector, void (*entry)()) {
    interrupt_table[vector] = gate(address_of(entry), SELECTOR_KERNEL_CODE,
                                   GateType::interrupt, Privilege::user);
}

}  // namespace

void shorten_entries() {
    if (!config::clans) {  // else system_call_ipc looks for a virtual sender first
        set_entry(SYSCALL_IPC, config::ipc_fast_path ? &ipc_fast_path : &ipc_entry);
    }
    // A kernel that trusts no segment register has no use for ways of ten instructions.
    set_entry(SYSCALL_ID_NEAREST,
              config::segment_reload ? &id_nearest_entry : &own_id_entry);
    set_entry(SYSCALL_THREAD_SWITCH,
              config::segment_reload ? &thread_switch_entry : &yield_alone_entry);
}

}  // namespace kumquat
