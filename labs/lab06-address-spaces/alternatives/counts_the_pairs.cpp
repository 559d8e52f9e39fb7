// counts_the_pairs.cpp -- another loop over the pairs of a message.

    // LAB 6 BEGIN map items: a window, and then one pair of words after the other
    if (!items.window.is_valid()) {
        return result.with(IpcError::receive_cut);
    }
    const uint32_t pairs = items.words / 2;
    for (uint32_t pair = 0; pair < pairs; ++pair) {
        const bool is_first = pair == 0;
        const Fpage fpage{is_first ? self.ipc().w1() : word_of(items, 2 * pair + 1)};
        if (!fpage.is_valid()) {
            return result;
        }
        MapOperation operation{self.id.task(), receiver.id.task(), fpage, items.window,
                               is_first ? self.ipc().w0() : word_of(items, 2 * pair)};
        let_interrupts_in_while_copying(self);
        MapStep step = operation.step();
        while (step == MapStep::more) {
            let_interrupts_in_while_copying(self);
            step = operation.step();
        }
        result = operation.has_mapped() ? result.with_fpage() : result;
        if (step == MapStep::no_memory) {
            return result.with(IpcError::receive_map_failed);
        }
    }
    return result;
    // LAB 6 END
