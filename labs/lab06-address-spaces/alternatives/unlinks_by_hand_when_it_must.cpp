// unlinks_by_hand_when_it_must.cpp -- a list whose writers are inserted by making them the head first.

    // LAB 6 BEGIN link: pages that can be written stand before the others
    if (is_writable) {
        NodeList::push_front(list, node);
    } else {
        NodeList::push_back(list, node);
    }
    // LAB 6 END
