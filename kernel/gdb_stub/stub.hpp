// stub.hpp -- GDB on the second serial port: the way into a machine that has no debugger of its
// own, such as Bochs, v86, or a real PC. Built in with GDB_STUB=on.
// It takes three gates of the IDT for itself (debug, breakpoint, and the port's interrupt), looks at
// what has come, and hands on what is not for it, as if it had never been there. So no other part of
// the kernel knows of it, and it works in one that is half built.
// It has a stack of its own, and touches no memory but its own and what the direct window shows.
// What it cannot do: stop a loop that has interrupts off; stop in itself; and a program's own use of
// the debug registers ends where GDB uses them.
// Source: GDB manual, "GDB Remote Serial Protocol"; "Implementing a Remote Stub".
#pragma once

namespace kumquat {

/// As early as the command line is known. With gdb=wait the kernel waits here for GDB.
void start_gdb_stub();

/// Once the kernel has loaded the IDT, and masked the interrupt controllers: take the gates.
void let_gdb_stub_into_traps();

}  // namespace kumquat
