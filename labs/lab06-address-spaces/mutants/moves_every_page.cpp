// moves_every_page.cpp -- the lender loses its page.
// Fails: map.pages_are_shared

    // LAB 6 BEGIN map: in the tree a child, in the receiver's tables a page
    MappingNode& child = add_child(page.node(), destination(), entry);
    enter_page(space_of(to_), destination_, slot, entry, child);
    if (from_ != sigma0_task) {
        *find_slot(space_of(from_), source_).entry = PageEntry{};
    }
    return note_mapped(entry);
    // LAB 6 END
