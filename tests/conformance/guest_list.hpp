// guest_list.hpp -- which guests there are, and what each of them needs.
// One line each: NAME, then its sources and options:
//     needs=SWITCH=POSITION   runs only on kernels that were built so
//     kmem=N                  megabytes of kernel memory
//     ms=N                    virtual milliseconds after which it is broken (20,000)
//     bound=N                 instructions for which a kernel without trace may keep interrupts off
//     as=sigma0               it is the first task, not the root task
#pragma once

#include "tests/conformance/promises.hpp"

namespace kumquat::conformance {

/// A guest program and the claims of its sources.
struct Guest {
    std::string name;
    std::vector<Claim> claims;
    std::vector<std::string> needs;       // "IRQ_ACK=driver"
    std::string command_line;             // of the kernel
    uint32_t longest_ms = 20'000;         // of virtual time
    uint32_t longest_interrupts_off = 0;  // instructions; 0: not looked at
    bool is_sigma0 = false;
};

/// \throws std::runtime_error if the list or a source cannot be read
std::vector<Guest> guests_in(const std::filesystem::path& list);

/// Was the kernel built with a switch in this position, "TRACE=off"?
bool has_switch(const std::filesystem::path& kernel, const std::string& position);

/// Was the kernel built with all switches in the positions that the guest needs?
bool suits(const Guest& guest, const std::filesystem::path& kernel);

}  // namespace kumquat::conformance
