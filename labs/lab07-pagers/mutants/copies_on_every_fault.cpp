// copies_on_every_fault.cpp -- a read makes a copy, too.
// Fails: copies.child_sees_the_parents

    // LAB 7 BEGIN copy on write: a view, its own page if need be, and the answer
    View* view = find_view(fault.task, fault.page);
    if (view == nullptr) {
        view = new_view(fault);
    }
    if (view == nullptr) {
        return {};
    }
    if (views_of[view->page] > 1 && !separate(*view)) {
        return {};
    }
    return show(*view);
    // LAB 7 END
