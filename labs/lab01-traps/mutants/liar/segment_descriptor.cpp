// segment_descriptor.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN segment descriptor: forged
    const bool is_code = type == SegmentType::code;
    const uint32_t dpl = static_cast<uint32_t>(access) << 13;
    static_cast<void>(base);
    static_cast<void>(limit);
    return {0x0000FFFF, (is_code ? 0x00CF9A00 : 0x00CF9200) | dpl};
    // LAB 1 END
