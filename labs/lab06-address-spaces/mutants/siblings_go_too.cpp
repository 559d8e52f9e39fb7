// siblings_go_too.cpp -- cleans up behind the page, in the list that it is in.
// Fails: unmap.other_branches_keep_it

        // LAB 6 BEGIN own page: back at the page that the caller named
        const bool is_small = !node.is_root() && !node.is_large();
        if (is_small && mask_.change == Change::removal) {
            const NodePointer list = node.parent->is_large()
                                         ? node.parent->pieces->lists[node.piece()]
                                         : node.parent->children;
            MappingNode* const head = list;
            if (MappingNode* const next = head != &node ? head : NodeList::after(list, node)) {
                place_ = {next, portion.first};
                return cost;
            }
        }
        const bool is_done = !mask_.own_too || (node.is_root() ? treat_sigma0(portion)
                                                               : treat(node, portion));
        if (is_done) {
            go_to_next(portion);
        }
        return cost;
        // LAB 6 END
