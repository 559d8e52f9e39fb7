// tells_of_writing_in_bit_0.cpp -- the processor has it in bit 1, too.
// Fails: message.write_is_told

    // LAB 7 BEGIN fault word: thirty bits of address, and what was wanted
    return (address.raw() & ~3u) | (is_write ? 1u << 0 : 0);
    // LAB 7 END
