// guest_slow_transmitter.cpp -- the trap handler that plays a slow transmitter.
#include "labs/common/slow_transmitter.hpp"

#include "labs/common/guest_kit.hpp"

namespace kumquat {

namespace {

constexpr uint16_t com1_data = 0x3F8, com1_line_status = 0x3FD;
constexpr uint8_t room_for_one = 1u << 5, all_sent = 1u << 6;
constexpr uint8_t opcode_in = 0xEC, opcode_out = 0xEE;  // in %dx,%al; out %al,%dx

GUEST_OWN TransmitterLog log;
GUEST_OWN Numbers delays{nullptr, 0};
GUEST_OWN uint32_t polls_until_room;   // bit 5 stays clear so long
GUEST_OWN uint32_t polls_until_empty;  // then bit 6 stays clear so long
GUEST_OWN bool room_was_seen;          // since the last character

/// What lies on the stack when a trap comes in ring 0, after pushal.
struct DebugFrame {
    uint32_t edi, esi, ebp, esp, ebx, edx, ecx, eax, eip, cs, eflags;
};

void on_write(uint32_t eax) {
    ++log.written;
    if (polls_until_room != 0) {
        ++log.overruns;
        return;
    }
    if (log.count < sizeof(log.text)) {
        log.text[log.count] = static_cast<char>(eax);
        ++log.count;
    }
    const bool is_slow = delays.below(8) == 0;
    polls_until_room = 1 + (is_slow ? 100 + delays.below(400) : delays.below(7));
    polls_until_empty = 5;
    room_was_seen = false;
}

/// \param status  what the register really holds
/// \return        what a slow transmitter would show
uint8_t on_poll(uint8_t status) {
    ++log.polls;
    // What the receiver tells beside it: a character, an overrun, a bad parity, ...
    status = static_cast<uint8_t>(status | delays.below(1u << 5));
    if (polls_until_room != 0) {
        --polls_until_room;
        return static_cast<uint8_t>(status & ~(room_for_one | all_sent));
    }
    if (room_was_seen) {
        ++log.late;
    }
    room_was_seen = true;
    if (polls_until_empty != 0) {
        --polls_until_empty;
        return static_cast<uint8_t>(status & ~all_sent);
    }
    return status;
}

struct [[gnu::packed]] TableRegister {
    uint16_t limit;
    uint32_t base;
};

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

alignas(8) constexpr uint64_t flat_segments[] = {0, 0x00CF9B000000FFFF,
                                                 0x00CF93000000FFFF};
GUEST_OWN alignas(8) uint64_t gates[2];

}  // namespace

extern "C" void slow_transmitter_trap(DebugFrame& frame) {
    const uint16_t port = static_cast<uint16_t>(frame.edx);
    const uint8_t opcode = *reinterpret_cast<const uint8_t*>(frame.eip - 1);
    if (port == com1_data && opcode == opcode_out) {
        on_write(frame.eax);
    } else if (port == com1_line_status && opcode == opcode_in) {
        frame.eax = (frame.eax & ~0xFFu) | on_poll(static_cast<uint8_t>(frame.eax));
    }
}

// in: EFLAGS, CS, EIP on the stack.  out: the interrupted code, perhaps with another AL.
asm(".text\n"
    "slow_transmitter_entry:\n"
    "    pushal\n"
    "    cld\n"
    "    movl %esp, %eax\n"
    "    call slow_transmitter_trap\n"
    "    xorl %eax, %eax\n"
    "    movl %eax, %dr6\n"
    "    popal\n"
    "    iret\n");
extern "C" void slow_transmitter_entry();

namespace {

void load_tables() {
    const uint32_t entry =
        address_of(reinterpret_cast<const void*>(slow_transmitter_entry));
    constexpr uint64_t interrupt_gate = 0x0000'8E00'0008'0000;  // selector 8
    gates[1] = interrupt_gate | (entry & 0xFFFF) | (uint64_t{entry >> 16} << 48);
    const TableRegister gdtr{sizeof(flat_segments) - 1, address_of(flat_segments)};
    const TableRegister idtr{sizeof(gates) - 1, address_of(gates)};
    asm volatile("lgdt %0\n\t"
                 "ljmp $0x08, $1f\n"
                 "1:\n\t"
                 "movl %2, %%ss\n\t"
                 "movl %2, %%ds\n\t"
                 "movl %2, %%es\n\t"
                 "lidt %1"
                 :
                 : "m"(gdtr), "m"(idtr), "r"(0x10)
                 : "memory");
}

void watch_ports(uint32_t control) {
    constexpr uint32_t debugging_extensions = 1u << 3;
    uint32_t cr4;
    asm volatile("movl %%cr4, %0" : "=r"(cr4));
    asm volatile("movl %0, %%cr4" : : "r"(cr4 | debugging_extensions));
    asm volatile("movl %0, %%dr0" : : "r"(uint32_t{com1_data}));
    asm volatile("movl %0, %%dr1" : : "r"(uint32_t{com1_line_status}));
    asm volatile("movl %0, %%dr7" : : "r"(control) : "memory");
}

}  // namespace

void begin_slow_transmitter(const Numbers& numbers) {
    // Breakpoints 0 and 1 on: for I/O (10b), of one byte (00b).
    constexpr uint32_t two_ports = 0x0022'0400 | (1u << 1) | (1u << 3);
    delays = numbers;
    log = {};
    polls_until_room = 3;
    load_tables();
    watch_ports(two_ports);
}

const TransmitterLog& end_slow_transmitter() {
    watch_ports(0x400);
    return log;
}

}  // namespace kumquat
