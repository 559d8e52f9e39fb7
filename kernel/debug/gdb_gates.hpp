// gdb_gates.hpp -- the three entries of the IDT that the stub takes.
#pragma once

namespace kumquat::gdb {

/// A table with nothing else, for the time before the kernel has one.
void load_early_gates();

/// Into whatever table the processor has.
void take_gates();

}  // namespace kumquat::gdb
