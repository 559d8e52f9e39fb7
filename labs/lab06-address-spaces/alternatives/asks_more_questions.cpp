// asks_more_questions.cpp -- checks what others have checked: slower, and right.

    // LAB 6 BEGIN widen: the place is taken; when does nothing happen?
    if (!there.is_present() || node.parent == nullptr || grants_ || !is_same_frame || node.parent != &page.node() ||
        !entry.is_writable() || there.is_writable()) {
        return pages_of(entry);
    }
    // LAB 6 END

        // LAB 6 BEGIN take: the right to write, or the page
        if (mask_.change == Change::removal) {
            remove_page(node, page, slot);
        } else if (is_there && slot.entry->is_writable()) {
            make_read_only(node, page, slot);
        }
        // LAB 6 END
