// tells_every_bit_of_the_address.cpp -- the last bits of the address get among the flags.
// Fails: message.address_is_told

    // LAB 7 BEGIN fault word: thirty bits of address, and what was wanted
    return address.raw() | (is_write ? 1u << 1 : 0);
    // LAB 7 END
