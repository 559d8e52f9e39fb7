// same_page_for_all.cpp -- next_free stays where it is.
// Fails: sigma0.any_page

    // LAB 7 BEGIN any page: the next that nobody has
    static_cast<void>(to);
    while (owner_of(next_free) != nobody) {
        next_free += page_size;
    }
    return page_answer(next_free);
    // LAB 7 END
