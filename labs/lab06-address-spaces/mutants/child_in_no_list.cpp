// child_in_no_list.cpp -- the node knows its parent, the parent does not know the node.
// Fails: unmap.child_loses_the_page

    // LAB 6 BEGIN new child: a node, on somebody's account, and in the tree
    MappingNode& child = take_node();
    child.begin(name, parent, entry);
    ++task_of(name.task()).memory.nodes;
    child.link.next = child.link.previous = &child;
    return child;
    // LAB 6 END
