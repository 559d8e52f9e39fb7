// last_one_owns_it.cpp -- the owner changes with every request.
// Fails: sigma0.one_owner

    // LAB 7 BEGIN one owner: the first who asks, and only that one
    uint16_t& entry = owner_of(address);
    if (entry == never_given || entry == root_task.value) {
        return entry == to.value ? page_answer(address) : Answer{};
    }
    if (entry != anybody) {
        entry = static_cast<uint16_t>(to.value);
    }
    return page_answer(address);
    // LAB 7 END
