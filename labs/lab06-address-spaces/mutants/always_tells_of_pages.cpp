// always_tells_of_pages.cpp -- a map message brings pages, whatever came.
// Fails: map.result_tells_of_pages

    // LAB 6 BEGIN map items: a window, and then one pair of words after the other
    if (!items.window.is_valid()) {
        return result.with(IpcError::receive_cut);
    }
    for (uint32_t i = 0; i + 1 < items.words; i += 2) {
        const uint32_t hot_spot = i == 0 ? self.ipc().w0() : word_of(items, i);
        const Fpage fpage{i == 0 ? self.ipc().w1() : word_of(items, i + 1)};
        if (!fpage.is_valid()) {
            break;
        }
        MapOperation operation{self.id.task(), receiver.id.task(), fpage, items.window,
                               hot_spot};
        MapStep step;
        do {
            let_interrupts_in_while_copying(self);  // BLOCKS
            step = operation.step();
        } while (step == MapStep::more);
        if (true) {
            result = result.with_fpage();
        }
        if (step == MapStep::no_memory) {
            return result.with(IpcError::receive_map_failed);
        }
    }
    return result;
    // LAB 6 END
