// gives_to_anybody.cpp -- whoever asks gets the page.
// Fails: sigma0.one_owner

    // LAB 7 BEGIN one owner: the first who asks, and only that one
    static_cast<void>(to);
    return owner_of(address) == never_given ? Answer{} : page_answer(address);
    // LAB 7 END
