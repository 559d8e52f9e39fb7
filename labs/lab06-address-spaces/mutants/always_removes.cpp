// always_removes.cpp -- to be read only is to be gone.
// Fails: unmap.read_only_keeps_the_page

        // LAB 6 BEGIN take: the right to write, or the page
        if (true) {
            remove_page(node, page, is_there ? slot : PageSlot{});
        } else if (is_there) {
            make_read_only(node, page, *slot.entry);
        }
        // LAB 6 END
