// own_memory.cpp -- try, ask the pager, try again.
#include "kernel/ipc/own_memory.hpp"

#include "kernel/ipc/page_fault.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/user_access.hpp"

namespace kumquat {

namespace {

constexpr uint32_t read_access = 0, write_access = 1u << 1;

/// \param try_once  reads or writes; false if a page was missing
template <typename TryOnce>
bool use_own(uint32_t address, uint32_t bytes, uint32_t access, TryOnce try_once) {
    bool is_served = is_user_range(address, bytes);
    while (is_served && !try_once()) {
        is_served = page_in_for_user(VirtAddr{read_fault_address()}, access);
        take_pending_interrupts();  // BLOCKS: two may answer each other without end
    }
    return is_served;
}

template <typename Value>
bool read(uint32_t address, Value& value) {
    return use_own(address, sizeof(value), read_access,
                   [&] { return try_read(address, value); });
}

}  // namespace

bool read_own(uint32_t address, uint8_t& byte) { return read(address, byte); }

bool read_own(uint32_t address, uint32_t& word) { return read(address, word); }

bool write_own(uint32_t address, uint32_t word) {
    return use_own(address, sizeof(word), write_access,
                   [&] { return try_write(address, word); });
}

}  // namespace kumquat
