// one_question_at_a_time.cpp -- right as well: first where, then whose, then who is asked.

    // LAB 8 BEGIN missing page: whose is it, and who limits the time?
    const uint32_t window = window_of(place);
    const bool is_seen = window < window_count;
    if (!is_seen && place >= USER_SPACE_END) {
        return false;
    }
    Tcb& partner = *self.transfer_partner;
    if (is_seen) {
        place = self.shown_in_window[window] / LARGE_PAGE_SIZE * LARGE_PAGE_SIZE +
                window_offset(place);
    }
    const bool in_place = self.directory == partner.directory && is_write;
    const uint32_t word = fault_word(VirtAddr{place}, is_write);
    IpcError error;
    if (is_seen || is_partners || in_place) {
        error = let_partner_ask(self, word);
    } else {
        error = ask_for_own_page(self, word, partner.ipc().timeouts().of_receive_fault(),
                                 IpcError::send_receiver_fault_timeout);
    }
    if (error != IpcError::none) {
        fail_transfer(self, error);
    }
    return true;
    // LAB 8 END
