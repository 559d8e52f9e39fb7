// child_without_account.cpp -- the node is on nobody's account.
// Fails: map.page_arrives

    // LAB 6 BEGIN new child: a node, on somebody's account, and in the tree
    MappingNode& child = take_node();
    child.begin(name, parent, entry);
    link(child, entry.is_writable());
    return child;
    // LAB 6 END
