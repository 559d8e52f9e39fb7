// gates.hpp -- the three entries of the IDT that the stub takes.
#pragma once

namespace kumquat::gdb {

/// A table with nothing else, for the time before the kernel has one.
void load_early_gates();

/// Into whatever table the processor has.
void take_gates();
bool has_gates();

/// What the port's interrupt does: it stops the machine; or, while that stands and dozes, it ends
/// the processor's sleep, and nothing else. Requires: has_gates().
enum class PortGate { stop, wake };
void let_port(PortGate what);

}  // namespace kumquat::gdb
