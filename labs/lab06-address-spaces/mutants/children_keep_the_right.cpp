// children_keep_the_right.cpp -- those below may do more than those above.
// Fails: grant.rights_shrink_below

    // LAB 6 BEGIN grant: first below, then out of one space, and into the other
    const AddressSpace& from = space_of(from_);
    take_out_page(from, source_, find_slot(from, source_));
    rename_node(node, destination(), entry.is_writable());
    enter_page(space_of(to_), destination_, slot, entry, node);
    return note_mapped(entry);
    // LAB 6 END
