// own_memory.cpp -- try, ask the pager, try again.
#include "kernel/ipc/own_memory.hpp"

#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/page_fault.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/user_access.hpp"

namespace kumquat {

namespace {

/// The running thread's pager shall bring the page that was just missed.
bool page_in(bool is_write) {
    constexpr uint32_t write_access = 1u << 1;
    const VirtAddr address{read_fault_address()};
    trace_page_fault(current_thread(), address, is_write ? write_access : 0);
    return page_in_for_user(address, is_write);
}

template <typename Value>
bool read(uint32_t address, Value& value) {
    if (!is_user_range(address, sizeof(value))) {
        return false;
    }
    while (!try_read(address, value)) {
        if (!page_in(false)) {
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
        if (!page_in(true)) {
            return false;
        }
    }
    return true;
}

}  // namespace kumquat
