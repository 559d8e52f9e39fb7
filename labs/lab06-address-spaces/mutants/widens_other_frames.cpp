// widens_other_frames.cpp -- the parent is the same, so the page is.
// Fails: rights.other_memory_adds_nothing

    // LAB 6 BEGIN widen: the place is taken; when does nothing happen?
    if (grants_ || !(is_same_frame || page.node().is_root()) || node.parent != &page.node() ||
        !entry.is_writable() || there.is_writable()) {
        return pages_of(entry);
    }
    // LAB 6 END
