// code_reader.cpp -- the kernel reads its own memory, and a program's through its page tables.
#include "kernel/debug/code_reader.hpp"

#include "kernel/memory/address_space.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

int read_byte_of(const TrapFrame& frame, uint32_t address) {
    if (!frame.is_from_user()) {
        return *reinterpret_cast<const uint8_t*>(uintptr_t{address});
    }
    uint8_t byte = 0;
    if (!read_user_byte(current_thread().directory, VirtAddr{address}, byte)) {
        return -1;
    }
    return byte;
}

}  // namespace kumquat
