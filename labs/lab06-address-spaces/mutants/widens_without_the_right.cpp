// widens_without_the_right.cpp -- a second message adds the right to write, whatever it says.
// Fails: rights.lender_adds_the_right

    // LAB 6 BEGIN widen: the place is taken; when does nothing happen?
    if (grants_ || !is_same_frame || node.parent != &page.node() ||
        there.is_writable()) {
        return pages_of(entry);
    }
    // LAB 6 END
