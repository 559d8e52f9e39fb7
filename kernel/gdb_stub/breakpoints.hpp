// breakpoints.hpp -- where the machine is to stop: int3 in the kernel's code, or the processor's own.
// The kernel's code lies at the same place in every address space. Programs share addresses: an int3
// for one of them would lie in the data of another, or within an instruction. So for programs one of
// the four debug registers waits: they hold in every space, and change no memory. The same where no
// code is yet, or where it will be gone (that of start-up). Watchpoints have nothing else.
// Invariant: while the machine stands, its memory is as the program wrote it: the int3 go in when
// it goes on, and out when it stops.
// Source: Intel SDM vol. 3B, "Debug Registers"; GDB manual, "Packets", "Z".
#pragma once

#include <stdint.h>

namespace kumquat::gdb {

/// The kinds of GDB's Z packets. The processor cannot watch for reading alone.
enum class BreakKind : uint32_t { software, hardware, write, read, access };

/// \param size  bytes that are watched; 1 for breakpoints
/// \return      false if there is no room for it, or no way to have it
[[nodiscard]] bool add_breakpoint(BreakKind kind, uint32_t address, uint32_t size);

/// There may be none.
void remove_breakpoint(BreakKind kind, uint32_t address, uint32_t size);
void remove_all_breakpoints();

/// The machine goes on, or has stopped.
void put_in_breakpoints();
void take_out_breakpoints();

/// Whether an int3 of ours was in the kernel's code at this address when the machine stopped.
bool has_int3_at(uint32_t address);

/// What a debug register of ours waited for. \param status  of DR6; its low four bits name them
struct Hit {
    bool is_ours;
    BreakKind kind;
    uint32_t address;  // as GDB has named it
};
Hit find_hit(uint32_t status);

}  // namespace kumquat::gdb
