// finds_views_by_address.cpp -- whose view it is nobody asks.
// Fails: copies.later_pages_are_private

    // LAB 7 BEGIN copy on write: a view, its own page if need be, and the answer
    View* view = find_view(fault.task, fault.page);
    for (uint32_t i = 0; i < view_count && view == nullptr; ++i) {
        view = views[i].address == fault.page ? &views[i] : nullptr;
    }
    if (view == nullptr) {
        view = new_view(fault);
    }
    if (view == nullptr) {
        return {};
    }
    if (fault.is_write && views_of[view->page] > 1 && !separate(*view)) {
        return {};
    }
    return show(*view);
    // LAB 7 END
