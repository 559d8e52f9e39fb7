// always_tells_of_writing.cpp -- a read looks like a write.
// Fails: message.write_is_told

    // LAB 7 BEGIN fault word: thirty bits of address, and what was wanted
    static_cast<void>(is_write);
    return (address.raw() & ~3u) | 1u << 1;
    // LAB 7 END
