// gift_is_from_sigma0.cpp -- who gives a page away leaves no trace of whence it had it.
// Fails: grant.lender_still_can_take_it

    // LAB 6 BEGIN grant: first below, then out of one space, and into the other
    if (page.entry().is_writable() && !may_write_ && !node.is_leaf() && !is_cleared_) {
        return clear_first(Change::read_only,
                           entry.is_large() ? large_page_order : page_order);
    }
    const AddressSpace& from = space_of(from_);
    take_out_page(from, source_, find_slot(from, source_));
    rename_node(node, destination(), entry.is_writable());
    if (!node.parent->is_large()) {
        MappingNode& root = root_of(entry.frame());
        NodeList::remove(node.parent->children, node);
        node.parent = &root;
        NodeList::push_back(root.pieces->lists[node.piece()], node);
    }
    enter_page(space_of(to_), destination_, slot, entry, node);
    return note_mapped(entry);
    // LAB 6 END
