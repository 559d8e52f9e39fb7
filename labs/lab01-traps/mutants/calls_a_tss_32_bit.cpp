// calls_a_tss_32_bit.cpp -- sets D/B for every type.
// Fails: descriptors.fields_are_split

    // LAB 1 BEGIN segment descriptor: wrong on purpose
    using LimitHigh = Field<16, 4>;
    using TypeAndS = Field<8, 5>;
    using Dpl = Field<13, 2>;
    constexpr uint32_t present = 1u << 15, large_operands = 1u << 22, in_pages = 1u << 23;

    uint32_t high = present | (base & 0xFF000000) | ((base >> 16) & 0xFF);
    if (limit >= 1u << 20) {
        high |= in_pages;
        limit >>= 12;
    }
    high |= large_operands;
    high = LimitHigh::set(high, limit >> 16);
    high = TypeAndS::set(high, static_cast<uint32_t>(type));
    high = Dpl::set(high, static_cast<uint32_t>(access));
    return {(base << 16) | (limit & 0xFFFF), high};
    // LAB 1 END
