// giver_keeps_the_page.cpp -- in the table of both.
// Fails: grant.page_moves

    // LAB 6 BEGIN grant: first below, then out of one space, and into the other
    if (page.entry().is_writable() && !may_write_ && !node.is_leaf() && !is_cleared_) {
        return clear_first(Change::read_only,
                           entry.is_large() ? large_page_order : page_order);
    }
    const AddressSpace& from = space_of(from_);
    static_cast<void>(from);
    rename_node(node, destination(), entry.is_writable());
    enter_page(space_of(to_), destination_, slot, entry, node);
    return note_mapped(entry);
    // LAB 6 END
