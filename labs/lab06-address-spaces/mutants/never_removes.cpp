// never_removes.cpp -- only the right to write is ever taken.
// Fails: unmap.child_loses_the_page

        // LAB 6 BEGIN take: the right to write, or the page
        if (mask_.change == Change::separation) {
            remove_page(node, page, is_there ? slot : PageSlot{});
        } else if (is_there) {
            make_read_only(node, page, *slot.entry);
        }
        // LAB 6 END
