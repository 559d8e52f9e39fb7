// child_of_the_root.cpp -- everybody has everything from sigma0.
// Fails: unmap.child_loses_the_page

    // LAB 6 BEGIN map: in the tree a child, in the receiver's tables a page
    MappingNode& child = add_child(root_of(entry.frame()), destination(), entry);
    enter_page(space_of(to_), destination_, slot, entry, child);
    return note_mapped(entry);
    // LAB 6 END
