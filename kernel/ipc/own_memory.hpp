// own_memory.hpp -- the kernel uses memory of the running thread, whose pager is asked for it.
// What is read or written here on the thread's behalf faults as if the thread itself had done
// it: its pager gets the ordinary page-fault message.
#pragma once

#include <stdint.h>

namespace kumquat {

/// Read from the running thread's memory.
/// \return  false if it cannot be served: not in user space, or there is no pager
/// BLOCKS: until the pager has answered. Does not return if the thread is sent elsewhere.
[[nodiscard]] bool read_own(uint32_t address, uint8_t& byte);
[[nodiscard]] bool read_own(uint32_t address, uint32_t& word);

/// Write to the running thread's memory; otherwise as above.
[[nodiscard]] bool write_own(uint32_t address, uint32_t word);

}  // namespace kumquat
