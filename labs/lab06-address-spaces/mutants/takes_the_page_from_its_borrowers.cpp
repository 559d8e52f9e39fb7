// takes_the_page_from_its_borrowers.cpp -- a gift is free of debts: the children are thrown out first.
// Fails: grant.children_move_along

    // LAB 6 BEGIN grant: first below, then out of one space, and into the other
    if (!node.is_leaf()) {
        return clear_first(Change::removal,
                           entry.is_large() ? large_page_order : page_order);
    }
    const AddressSpace& from = space_of(from_);
    take_out_page(from, source_, find_slot(from, source_));
    rename_node(node, destination(), entry.is_writable());
    enter_page(space_of(to_), destination_, slot, entry, node);
    return note_mapped(entry);
    // LAB 6 END
