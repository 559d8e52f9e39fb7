// swaps_selector_and_offset.cpp -- the two halves of the low word the wrong way round.
// Fails: descriptors.gate_splits_the_entry

    // LAB 1 BEGIN gate: wrong on purpose
    using Type = Field<8, 5>;
    using Dpl = Field<13, 2>;
    constexpr uint32_t present = 1u << 15;

    uint32_t high = present | (entry & 0xFFFF0000);
    high = Type::set(high, static_cast<uint32_t>(type));
    high = Dpl::set(high, static_cast<uint32_t>(access));
    return {(entry << 16) | selector, high};
    // LAB 1 END
