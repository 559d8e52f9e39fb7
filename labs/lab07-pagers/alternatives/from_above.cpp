// from_above.cpp -- free pages are given from the end of memory down.

    // LAB 7 BEGIN any page: the next that nobody has
    for (uint32_t at = Fpage::align(info->main_memory.high, page_order); at > info->semi_reserved.high; at -= page_size) {
        if (owner_of(at - page_size) == nobody) {
            return give_page(at - page_size, to);
        }
    }
    return {};
    // LAB 7 END
