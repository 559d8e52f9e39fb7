// info_page.hpp -- the kernel info page in a guest's own space, and the clock on it.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"
#include "tests/conformance/guests/helpers.hpp"

namespace kumquat::user {

constexpr uint32_t info_page_address = 0x00380000;
constexpr uint32_t tick_us = 1000;  // rounded up

/// Ask sigma0 for the info page. \return  the result of the call
inline IpcResult take_info_page() {
    return ipc(send_registers, pages_into(Fpage::make(info_page_address, page_order)),
               wait_for_ever, sigma0_id, 1, 1);
}

inline const volatile KernelInfoPage& info_page() {
    return *reinterpret_cast<const volatile KernelInfoPage*>(
        uintptr_t{info_page_address});
}

/// Microseconds since the start: high, low, high, since a tick may come in between.
inline uint64_t clock_us() {
    const volatile uint32_t* const words =
        reinterpret_cast<const volatile uint32_t*>(&info_page().clock_us);
    for (;;) {
        const uint32_t high = words[1], low = words[0];
        if (words[1] == high) {
            return uint64_t{high} << 32 | low;
        }
    }
}

}  // namespace kumquat::user
