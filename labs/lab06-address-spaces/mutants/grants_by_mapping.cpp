// grants_by_mapping.cpp -- the receiver has a child, the giver keeps its page.
// Fails: grant.page_moves

    // LAB 6 BEGIN grant: first below, then out of one space, and into the other
    return map(page, slot, entry);
    // LAB 6 END
