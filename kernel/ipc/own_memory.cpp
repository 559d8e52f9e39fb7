// own_memory.cpp -- try, ask the pager, try again.
#include "kernel/ipc/own_memory.hpp"

#include "kernel/ipc/page_fault.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/user_access.hpp"

namespace kumquat {

namespace {

constexpr uint32_t read_access = 0, write_access = 1u << 1;

template <typename Value>
bool read(uint32_t address, Value& value) {
    if (!is_user_range(address, sizeof(value))) {
        return false;
    }
    while (!try_read(address, value)) {
        if (!page_in_for_user(VirtAddr{read_fault_address()}, read_access)) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool read_own(uint32_t address, uint8_t& byte) { return read(address, byte); }

bool read_own(uint32_t address, uint32_t& word) { return read(address, word); }

bool write_own(uint32_t address, uint32_t word) {
    if (!is_user_range(address, sizeof(word))) {
        return false;
    }
    while (!try_write(address, word)) {
        if (!page_in_for_user(VirtAddr{read_fault_address()}, write_access)) {
            return false;
        }
    }
    return true;
}

}  // namespace kumquat
