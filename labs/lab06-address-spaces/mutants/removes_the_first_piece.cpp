// removes_the_first_piece.cpp -- of a split page, whatever piece was meant.
// Fails: unmap.piece_of_a_large_page

        // LAB 6 BEGIN take: the right to write, or the page
        if (mask_.change == Change::removal) {
            remove_page(node, node.name, find_slot(space_of(node.name.task()), node.name.page()));
        } else if (is_there) {
            make_read_only(node, page, *slot.entry);
        }
        // LAB 6 END
