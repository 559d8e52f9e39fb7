// children_only.cpp -- does not go down to grandchildren.
// Fails: unmap.all_descendants_lose_it

    // LAB 6 BEGIN go down: the children come before the node itself
    place_.position = self_position + portion.first;
    if (node.children != nullptr && &node == portion.top) {
        enter(*node.children, portion);
    }
    // LAB 6 END
