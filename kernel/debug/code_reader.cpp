// code_reader.cpp -- the kernel reads its own memory, and a program's if it is there.
#include "kernel/debug/code_reader.hpp"

#include "kernel/x86/user_access.hpp"

namespace kumquat {

int read_byte_of(const TrapFrame& frame, uint32_t address) {
    if (!frame.is_from_user()) {
        return *reinterpret_cast<const uint8_t*>(uintptr_t{address});
    }
    uint8_t byte = 0;
    return is_user_range(address, 1) && try_read(address, byte) ? byte : -1;
}

}  // namespace kumquat
