// notes_nothing_of_any_page.cpp -- the page is the next one, but nobody is told that it is gone.
// Fails: sigma0.any_page_is_nobodys

    // LAB 7 BEGIN any page: the next that nobody has
    static_cast<void>(to);
    while (owner_of(next_free) != nobody && next_free < info->main_memory.high) {
        next_free += page_size;
    }
    next_free += page_size;
    return page_answer(next_free - page_size);
    // LAB 7 END
