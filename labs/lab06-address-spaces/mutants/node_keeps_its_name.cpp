// node_keeps_its_name.cpp -- the page has moved, its node has not heard of it.
// Fails: grant.page_moves

    // LAB 6 BEGIN grant: first below, then out of one space, and into the other
    if (page.entry().is_writable() && !may_write_ && !node.is_leaf() && !is_cleared_) {
        return clear_first(Change::read_only,
                           entry.is_large() ? large_page_order : page_order);
    }
    const AddressSpace& from = space_of(from_);
    take_out_page(from, source_, find_slot(from, source_));
    enter_page(space_of(to_), destination_, slot, entry, node);
    return note_mapped(entry);
    // LAB 6 END
