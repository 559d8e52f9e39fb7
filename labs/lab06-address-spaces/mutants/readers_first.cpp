// readers_first.cpp -- every new child stands before all others.
// Fails: unmap.no_writer_is_missed

    // LAB 6 BEGIN link: pages that can be written stand before the others
    NodeList::push_back(list, node);
    list = &node;
    static_cast<void>(is_writable);
    // LAB 6 END
