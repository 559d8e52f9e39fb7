// only_counts.cpp -- the next page, whoever has it.
// Fails: sigma0.any_page

    // LAB 7 BEGIN any page: the next that nobody has
    static_cast<void>(to);
    next_free += page_size;
    return page_answer(next_free - page_size);
    // LAB 7 END
