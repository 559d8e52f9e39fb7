// code_reader.hpp -- bytes of the interrupted program, wherever they lie.
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Read a byte of the interrupted code's address space without ever faulting.
/// \param frame    tells whether the kernel or the running thread was interrupted
/// \param address  linear
/// \return         the byte, or -1 if nothing is mapped there
int read_byte_of(const TrapFrame& frame, uint32_t address);

}  // namespace kumquat
