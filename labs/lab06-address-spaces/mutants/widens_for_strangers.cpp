// widens_for_strangers.cpp -- whoever has the frame can give the right.
// Fails: rights.stranger_adds_nothing

    // LAB 6 BEGIN widen: the place is taken; when does nothing happen?
    if (grants_ || !is_same_frame || page.node().depth() > node.depth() ||
        !entry.is_writable() || there.is_writable()) {
        return pages_of(entry);
    }
    // LAB 6 END
