// never_tells_of_writing.cpp -- a write looks like a read.
// Fails: message.write_is_told

    // LAB 7 BEGIN fault word: thirty bits of address, and what was wanted
    static_cast<void>(is_write);
    return (address.raw() & ~3u);
    // LAB 7 END
