// instructions.hpp -- the machine instructions that C++ has no words for, one function each.
// Source: Intel Software Developer's Manual, volume 2.
#pragma once

#include "kernel/memory/address.hpp"

#include <stdint.h>

namespace kumquat {

inline uint8_t port_read8(uint16_t port) {
    uint8_t value;
    asm volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

inline void port_write8(uint16_t port, uint8_t value) {
    asm volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

/// Time-stamp counter: under virtual time one more for each executed instruction.
inline uint64_t read_time_stamp() {
    uint64_t value;
    asm volatile("rdtsc" : "=A"(value));
    return value;
}

/// \param words  array of `count` words
inline void fill_words(uint32_t* words, uint32_t value, uint32_t count) {
    asm volatile("rep stosl" : "+D"(words), "+c"(count) : "a"(value) : "memory");
}

/// How many words are zero before the first that is not.
/// \param words  array of `count` words, at least 1
inline uint32_t count_zero_words(const uint32_t* words, uint32_t count) {
    const uint32_t* end = words;
    bool all_zero = true;
    asm volatile("repe scasl"
                 : "+D"(end), "+c"(count), "=@ccz"(all_zero)
                 : "a"(0)
                 : "memory");
    return static_cast<uint32_t>(end - words) - (all_zero ? 0 : 1);
}

inline uint32_t read_stack_pointer() {
    uint32_t value;
    asm volatile("movl %%esp, %0" : "=r"(value));
    return value;
}

/// The linear address whose access raised the last page fault.
inline uint32_t read_fault_address() {
    uint32_t value;
    asm volatile("movl %%cr2, %0" : "=r"(value));
    return value;
}

inline uint32_t read_cr0() {
    uint32_t value;
    asm volatile("movl %%cr0, %0" : "=r"(value));
    return value;
}

inline void write_cr0(uint32_t value) {
    asm volatile("movl %0, %%cr0" : : "r"(value) : "memory");
}

inline PhysAddr read_page_directory() {
    uint32_t value;
    asm volatile("movl %%cr3, %0" : "=r"(value));
    return PhysAddr{value};
}

/// Switch the address space; this also drops all TLB entries.
inline void load_page_directory(PhysAddr directory) {
    asm volatile("movl %0, %%cr3" : : "r"(directory.raw()) : "memory");
}

/// Copy `count` words, or bytes, upwards. A page fault on the way is served, and the copying
/// goes on where it stopped: the registers of the instruction say where that is.
inline void copy_words(uint32_t to, uint32_t from, uint32_t count) {
    asm volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
}
inline void copy_bytes(uint32_t to, uint32_t from, uint32_t count) {
    asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
}

/// Drop the TLB entry of one page of the current address space.
inline void invalidate_page(VirtAddr page) {
    asm volatile("invlpg (%0)" : : "r"(page.raw()) : "memory");
}

inline void disable_interrupts() { asm volatile("cli" : : : "memory"); }

/// A place where a long operation lets interrupts in. Another thread may run before it goes on.
/// BLOCKS: may lose the processor; everything must be looked up again.
inline void take_pending_interrupts() { asm volatile("sti; nop; cli" : : : "memory"); }

/// Let one interrupt in and wait for it. `sti` takes effect after the next instruction, so
/// none can slip in between and leave us asleep.
inline void wait_for_interrupt() { asm volatile("sti; hlt; cli" : : : "memory"); }

[[noreturn]] inline void halt_for_ever() {
    for (;;) {
        asm volatile("cli; hlt");
    }
}

}  // namespace kumquat
