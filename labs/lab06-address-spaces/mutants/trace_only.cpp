// trace_only.cpp -- tells of the page, and shows it to nobody.
// Fails: map.page_arrives

    // LAB 6 BEGIN map: in the tree a child, in the receiver's tables a page
    MappingNode& child = add_child(page.node(), destination(), entry);
    static_cast<void>(child);
    static_cast<void>(slot);
    return note_mapped(entry);
    // LAB 6 END
