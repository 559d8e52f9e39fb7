// widens_again_and_again.cpp -- a right that is there is added once more.
// Fails: rights.less_takes_nothing

    // LAB 6 BEGIN widen: the place is taken; when does nothing happen?
    if (grants_ || !is_same_frame || node.parent != &page.node() ||
        !entry.is_writable()) {
        return pages_of(entry);
    }
    // LAB 6 END
