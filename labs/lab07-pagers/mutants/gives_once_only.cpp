// gives_once_only.cpp -- a page that has an owner is given to nobody, not even to the owner.
// Fails: sigma0.owner_may_ask_again

    // LAB 7 BEGIN one owner: the first who asks, and only that one
    uint16_t& entry = owner_of(address);
    if (entry == nobody || (entry == root_task.value && entry == to.value)) {
        entry = static_cast<uint16_t>(to.value);
        return page_answer(address);
    }
    return entry == anybody ? page_answer(address) : Answer{};
    // LAB 7 END
