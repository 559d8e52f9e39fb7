// widens_on_a_grant.cpp -- a gift gives its right to what is there.
// Fails: grant.taken_places_stay

    // LAB 6 BEGIN widen: the place is taken; when does nothing happen?
    if (!is_same_frame || node.parent != &page.node() ||
        !entry.is_writable() || there.is_writable()) {
        return pages_of(entry);
    }
    // LAB 6 END
