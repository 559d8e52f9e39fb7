// gate_is_not_present.cpp -- forgets the present bit.
// Fails: descriptors.gate_splits_the_entry

    // LAB 1 BEGIN gate: wrong on purpose
    using Type = Field<8, 5>;
    using Dpl = Field<13, 2>;

    uint32_t high = (entry & 0xFFFF0000);
    high = Type::set(high, static_cast<uint32_t>(type));
    high = Dpl::set(high, static_cast<uint32_t>(access));
    return {(static_cast<uint32_t>(selector) << 16) | (entry & 0xFFFF), high};
    // LAB 1 END
