// never_takes_the_own_page.cpp -- bit 31 does nothing.
// Fails: unmap.own_page_if_asked

        // LAB 6 BEGIN own page: back at the page that the caller named
        const bool is_done = true || (node.is_root() ? treat_sigma0(portion)
                                                               : treat(node, portion));
        if (is_done) {
            go_to_next(portion);
        }
        return cost;
        // LAB 6 END
