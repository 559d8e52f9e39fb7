// quiet.hpp -- no interrupt comes but that of GDB's port: while the machine stands, so that the
// processor can sleep until GDB says something; and while it makes one step, since whoever thinks
// between two of them would find that the clock has always ticked.
// Source: Intel, "8259A Programmable Interrupt Controller", data sheet, "Special Mask Mode".
#pragma once

namespace kumquat::gdb {

/// Requires: interrupts are off. Before the stub has its gates, nothing happens: nobody interrupts.
void be_quiet();

/// Everything is as it was before be_quiet().
void end_quiet();

/// While the machine stands quietly: sleep until a character comes, or not at all.
void doze();

/// The port's interrupt is being served: it may come again.
void end_port_interrupt();

}  // namespace kumquat::gdb
