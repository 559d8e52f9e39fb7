// caps_the_length_only.cpp -- right as well: a capacity above 4 MB changes nothing, since no string
// is longer; and the result is known before anything is copied.

    // LAB 8 BEGIN one string: as much as fits, and both are told
    const uint32_t length = at_most(sent.length, longest_string);
    const uint32_t place = got.place;
    const uint32_t capacity = got.capacity;
    const bool fits = capacity >= length;
    const uint32_t bytes = fits ? length : capacity;
    if (bytes != 0) {
        const uint32_t address = sent.address;
        check_range(self, place, bytes);
        check_range(self, address, bytes);
        trace_transfer_string(self, *self.transfer_partner, bytes, address, place);
        copy_over(self, place, address, bytes);
    }
    got.address = place;
    got.length = bytes;
    return fits;
    // LAB 8 END
