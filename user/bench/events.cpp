// events.cpp -- what comes from outside: a device interrupts, the processor finds an exception.
#include "user/bench/bench.hpp"

namespace kumquat::bench {

namespace {

// The real-time clock: interrupt line 8, an index port and a data port, periodic interrupts.
// Source: Motorola MC146818 data sheet, "Periodic Interrupt Selection".
constexpr uint32_t clock_line = 8, own_lthread = 3;
constexpr uint16_t index_port = 0x70, data_port = 0x71;
constexpr uint8_t register_a = 0x0A, register_b = 0x0B, register_c = 0x0C;
constexpr uint8_t every_ms = 0x26, periodic_interrupt = 0x42;
constexpr TimeoutWord do_not_wait{0x00000001};
constexpr uint32_t interrupts = 4, handler_priority = 200;

void write_port(uint16_t port, uint8_t value) {
    asm volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

uint8_t read_clock(uint8_t index) {
    write_port(index_port, index);
    uint8_t value;
    asm volatile("inb %1, %0" : "=a"(value) : "Nd"(data_port));
    return value;
}

void write_clock(uint8_t index, uint8_t value) {
    write_port(index_port, index);
    write_port(data_port, value);
}

/// Attach to the clock, start it, and serve it a few times.
void clock_handler() {
    const ThreadId clock = ThreadId::interrupt(clock_line);
    receive(clock, do_not_wait);
    write_clock(register_a, every_ms);
    write_clock(register_b, periodic_interrupt);
    read_clock(register_c);
    for (uint32_t i = 0; i < interrupts; ++i) {
        require(receive(clock, wait_for_ever).ok());
        read_clock(register_c);
    }
    MEASUREMENT_END();
    finish();
}

}  // namespace

void interrupt() {
    const ThreadId handler = start_own_thread(own_lthread, clock_handler);
    set_priority(handler, handler_priority);
    MEASUREMENT_BEGIN();
    for (;;) {
        asm volatile("");  // interrupted here
    }
}

void reflect() {
    static uint64_t table[32];  // gates; the kernel looks at the offsets only
    static struct [[gnu::packed]] {
        uint16_t limit = sizeof table - 1;
        uint32_t base = address_of(table);
    } table_register;
    constexpr uint32_t invalid_opcode = 6;
    uint32_t handler;
    asm volatile("movl $1f, %0" : "=r"(handler));
    table[invalid_opcode] = uint64_t{handler >> 16} << 48 | (handler & 0xFFFF);
    asm volatile("lidt (%%eax)" : : "a"(&table_register) : "memory");
    uint32_t count = repetitions;
    MEASUREMENT_BEGIN();
    asm volatile("2:\n\t"
                 "ud2\n"
                 "1:\n\t"
                 "addl $12, %%esp\n\t"  // EIP, CS and EFLAGS; we do not go back
                 "decl %0\n\t"
                 "jnz 2b"
                 : "+r"(count)
                 :
                 : "memory", "cc");
    MEASUREMENT_END();
}

}  // namespace kumquat::bench
