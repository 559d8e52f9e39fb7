// never_one_page_at_once.cpp -- the long way for every page.

    // LAB 6 BEGIN one page at once: a straight line, or false
    static_cast<void>(from);
    static_cast<void>(to);
    static_cast<void>(send);
    static_cast<void>(window);
    static_cast<void>(hot_spot);
    return false;
    // LAB 6 END
