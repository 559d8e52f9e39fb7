// looks_below_again.cpp -- behind the last child it looks for children once more; there are none that matter.

    // LAB 6 BEGIN go on: this node, then the next of its list, or up again
    MappingNode* const next = NodeList::after(list, node);
    if (treat(node, portion)) {
        place_ = next != nullptr ? behind : Place{&parent, portion.first};
        if (next != nullptr) {
            enter(*next, portion);
        }
    }
    return cost;
    // LAB 6 END
