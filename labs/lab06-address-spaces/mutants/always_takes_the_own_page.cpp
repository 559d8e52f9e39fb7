// always_takes_the_own_page.cpp -- who calls back gives up.
// Fails: unmap.child_loses_the_page

        // LAB 6 BEGIN own page: back at the page that the caller named
        const bool is_done = (node.is_root() ? treat_sigma0(portion)
                                                               : treat(node, portion));
        if (is_done) {
            go_to_next(portion);
        }
        return cost;
        // LAB 6 END
