// always_through_a_window.cpp -- right as well: a partner in the same space is seen through a window
// like any other, and its faults are found there.

    // LAB 8 BEGIN show partner: look, and remember at what
    self.shown_in_window[window] = address;
    return show_in_window(window, self.directory, self.transfer_partner->directory, address);
    // LAB 8 END
