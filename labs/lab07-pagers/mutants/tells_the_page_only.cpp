// tells_the_page_only.cpp -- the address is cut down to that of the page.
// Fails: message.address_is_told

    // LAB 7 BEGIN fault word: thirty bits of address, and what was wanted
    return (address.raw() & ~(page_size - 1)) | (is_write ? 1u << 1 : 0);
    // LAB 7 END
