// forgets_the_note.cpp -- the page is in the table, the node in the tree, and nothing between them.
// Fails: unmap.child_loses_the_page

    // LAB 6 BEGIN map: in the tree a child, in the receiver's tables a page
    MappingNode& child = add_child(page.node(), destination(), entry);
    *slot.entry = entry;
    *slot.note = &page.node();
    static_cast<void>(child);
    return note_mapped(entry);
    // LAB 6 END
