// never_copies.cpp -- a page that is shared stays shared.
// Fails: copies.child_writes_its_own

    // LAB 7 BEGIN copy on write: a view, its own page if need be, and the answer
    View* view = find_view(fault.task, fault.page);
    if (view == nullptr) {
        view = new_view(fault);
    }
    if (view == nullptr) {
        return {};
    }
    if (fault.is_write && view_count > max_views && !separate(*view)) {
        return {};
    }
    return show(*view);
    // LAB 7 END
