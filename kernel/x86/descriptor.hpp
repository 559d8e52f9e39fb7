// descriptor.hpp -- segment and gate descriptors: the 8-byte words of GDT and IDT.
//
//   segment   31      24 23  22  21  20 19    16 15 14 13 12 11    8 7       0
//     high   | base 31:24| G |D/B| 0 |AVL|lim 19:16| P| DPL | S| type  |base 23:16|
//     low    |         base 15:0             |           limit 15:0              |
//
//   gate      31                           16 15 14 13 12    8 7              0
//     high   |         offset 31:16          | P| DPL | type  |       0        |
//     low    |           selector            |          offset 15:0            |
//
// Source: Intel SDM vol. 3A, "Segment Descriptors"; "IDT Descriptors".
#pragma once

#include "kernel/abi/field.hpp"

namespace kumquat {

/// One 8-byte descriptor; the CPU reads `low` first.
struct Descriptor {
    uint32_t low = 0;
    uint32_t high = 0;
};
static_assert(sizeof(Descriptor) == 8, "GDT and IDT entries have 8 bytes");

/// Operand of lgdt and lidt. Source: Intel SDM vol. 2, "LGDT/LIDT".
struct [[gnu::packed]] TableRegister {
    uint16_t limit;  // offset of the last byte
    uint32_t base;   // linear address
};

/// Privilege level of a descriptor: who may load or call it.
enum class Privilege : uint32_t { kernel = 0, user = 3 };

/// Type of a segment descriptor, with the S bit: bits 12:8 of the high word.
enum class SegmentType : uint32_t {
    code = 0x1A,  // executable, readable
    data = 0x12,  // writable
    tss = 0x09,   // 32-bit task-state segment, not busy
};

/// Type of a gate: bits 12:8 of the high word.
enum class GateType : uint32_t {
    task = 0x05,       // switches to another TSS
    interrupt = 0x0E,  // clears the interrupt flag on entry
    trap = 0x0F,       // leaves the interrupt flag alone
};

/// Flat code or data segment, or a TSS.
/// \param base    linear address of the first byte
/// \param limit   offset of the last byte. Limits of 1 MB and more must end in 0xFFF: they are
///                counted in pages (G = 1)
/// \param type    code and data are 32-bit segments (D/B = 1), a TSS is not
/// \param access  who may use it
/// \return        a present descriptor
Descriptor
segment_descriptor(uint32_t base, uint32_t limit, SegmentType type, Privilege access);

/// Gate of the IDT.
/// \param entry     linear address of the first instruction; not looked at for a task gate
/// \param selector  code segment of the entry, or the TSS of a task gate
/// \param access    who may call it by `int n`; the CPU itself may always
/// \return          a present gate
Descriptor gate(uint32_t entry, uint16_t selector, GateType type, Privilege access);

}  // namespace kumquat
