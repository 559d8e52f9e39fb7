// owner_first.cpp -- rights before owners: three returns.

    // LAB 7 BEGIN one owner: the first who asks, and only that one
    uint16_t& entry = owner_of(address);
    if (entry == anybody) {
        return page_answer(address);
    }
    if (entry != nobody && entry != to.value) {
        return {};
    }
    entry = static_cast<uint16_t>(to.value);
    return page_answer(address);
    // LAB 7 END
