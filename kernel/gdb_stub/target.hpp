// target.hpp -- what the commands of GDB ask the machine, which stands still meanwhile.
// Behind these functions lie memory.cpp, registers.cpp and threads.cpp; in a test on the
// host, a machine made of arrays.
#pragma once

#include "kernel/gdb_stub/packet.hpp"

#include <stdint.h>

namespace kumquat::gdb {

/// GDB's number of a thread: the kernel's own (task * 128 + lthread) and 1, since GDB has no 0.
/// So first_thread is the code that starts the kernel, and later the idle thread.
using Thread = uint32_t;
constexpr Thread no_thread = 0, first_thread = 1;

/// The thread whose code the stop has interrupted.
Thread running_thread();

/// \return  no_thread: there is none behind it
Thread next_thread(Thread before);

/// Its id as people write it: "5.1".
struct ThreadName {
    char characters[sizeof("2047.127")];
};
ThreadName name_of(Thread thread);

/// What it does: "receiving"; and which of its registers are shown: ", registers of user mode".
const char* state_words(Thread thread);
const char* register_words(Thread thread);

/// GDB's numbers of registers, as target_description has them.
enum Register : uint32_t {
    eax,
    ecx,
    edx,
    ebx,
    esp,
    ebp,
    esi,
    edi,
    eip,
    eflags,
    cs,
    ss,
    ds,
    es,
    fs,
    gs,
    st0,
    fctrl = st0 + 8,
    cr0 = fctrl + 8,
    cr2,
    cr3,
    cr4,
    register_count
};
constexpr uint32_t size_of(uint32_t number) {
    return number >= st0 && number < fctrl ? 10 : 4;
}

/// Registers with which a thread goes on: of one that waits in the kernel, those of the kernel.
/// \param number  0 to register_count - 1
/// \return        false if nobody knows its value: of the FPU, and what a switch does not keep
[[nodiscard]] bool read_register(Thread thread, uint32_t number, uint32_t& value);

/// \return  false if it is kept nowhere, or is the machine's and not the thread's
[[nodiscard]] bool write_register(Thread thread, uint32_t number, uint32_t value);

/// A byte as the thread's address space shows it, or would: what is not mapped is not touched.
/// \return  false if nothing is mapped there
[[nodiscard]] bool read_byte(Thread thread, uint32_t address, uint8_t& byte);

/// The same, whether the page is read only or not.
[[nodiscard]] bool write_byte(Thread thread, uint32_t address, uint8_t byte);

/// Where the byte lies in physical memory.
/// \return  false if nothing is mapped there
[[nodiscard]] bool find_byte(Thread thread, uint32_t address, uint32_t& place);
uint8_t exchange_byte(uint32_t place, uint8_t byte);

/// Whether code at this address holds in all spaces, and whether it will be other code soon.
bool is_kernel_address(uint32_t address);
bool is_start_up_address(uint32_t address);

/// The processor's own breakpoints. \param addresses  array of 4; control: DR7, 0: none holds
void load_breakpoints(const uint32_t* addresses, uint32_t control);

}  // namespace kumquat::gdb
