// descriptor.cpp -- segment and gate descriptors as words. The drawing is in descriptor.hpp.
#include "kernel/x86/descriptor.hpp"

#include "kernel/debug/hole.hpp"

namespace kumquat {

Descriptor
segment_descriptor(uint32_t base, uint32_t limit, SegmentType type, Privilege access) {
    // LAB 1 BEGIN segment descriptor: put base, limit, type and privilege where the CPU looks
    using LimitHigh = Field<16, 4>;
    using TypeAndS = Field<8, 5>;
    using Dpl = Field<13, 2>;
    constexpr uint32_t present = 1u << 15, large_operands = 1u << 22,
                       in_pages = 1u << 23;

    uint32_t high = present | (base & 0xFF000000) | ((base >> 16) & 0xFF);
    if (limit >= 1u << 20) {
        high |= in_pages;
        limit >>= 12;
    }
    if (type != SegmentType::tss) {
        high |= large_operands;
    }
    high = LimitHigh::set(high, limit >> 16);
    high = TypeAndS::set(high, static_cast<uint32_t>(type));
    high = Dpl::set(high, static_cast<uint32_t>(access));
    return {(base << 16) | (limit & 0xFFFF), high};
    // LAB 1 END
}

Descriptor gate(uint32_t entry, uint16_t selector, GateType type, Privilege access) {
    // LAB 1 BEGIN gate: split the entry address around selector, type and privilege
    using Type = Field<8, 5>;
    using Dpl = Field<13, 2>;
    constexpr uint32_t present = 1u << 15;

    uint32_t high = present | (entry & 0xFFFF0000);
    high = Type::set(high, static_cast<uint32_t>(type));
    high = Dpl::set(high, static_cast<uint32_t>(access));
    return {(static_cast<uint32_t>(selector) << 16) | (entry & 0xFFFF), high};
    // LAB 1 END
}

}  // namespace kumquat
