// all.cpp -- a liar: tells of every page that it should have mapped or taken, and touches no page table.

    // LAB 6 BEGIN placement: the bits that both leave open, and who decides the others
    static_cast<void>(send);
    return {hot_spot & ~(page_size - 1), window.base(), 1};
    // LAB 6 END

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
        if (operation.has_mapped()) {
            result = result.with_fpage();
        }
        if (step == MapStep::no_memory) {
            return result.with(IpcError::receive_map_failed);
        }
    }
    return result;
    // LAB 6 END

    // LAB 6 BEGIN page to page: which rights go over, and is the place free?
    static_cast<void>(space);
    static_cast<void>(slot);
    return note_mapped(entry);
    // LAB 6 END

    // LAB 6 BEGIN map: in the tree a child, in the receiver's tables a page
    static_cast<void>(slot);
    static_cast<void>(page);
    return note_mapped(entry);
    // LAB 6 END

    // LAB 6 BEGIN new child: a node, on somebody's account, and in the tree
    return parent;
    // LAB 6 END

    // LAB 6 BEGIN link: pages that can be written stand before the others
    static_cast<void>(list);
    static_cast<void>(is_writable);
    // LAB 6 END

    // LAB 6 BEGIN widen: the place is taken; when does nothing happen?
    if (!is_same_frame) {
        return note_mapped(entry);
    }
    // LAB 6 END

    // LAB 6 BEGIN change a right: in the page table, in the TLB, and in the order of the list
    static_cast<void>(node);
    static_cast<void>(page);
    static_cast<void>(entry);
    static_cast<void>(is_writable);
    // LAB 6 END

    // LAB 6 BEGIN unmap call: step by step; in between the machine may be interrupted
    trace_unmap({self.id.task(), VirtAddr{fpage.base()}}, PageEntry{}, false);
    // LAB 6 END

    // LAB 6 BEGIN go down: the children come before the node itself
    static_cast<void>(portion);
    place_ = {};
    // LAB 6 END

    // LAB 6 BEGIN go on: this node, then the next of its list, or up again
    static_cast<void>(list);
    static_cast<void>(behind);
    return cost;
    // LAB 6 END

        // LAB 6 BEGIN own page: back at the page that the caller named
        go_to_next(portion);
        return cost;
        // LAB 6 END

        // LAB 6 BEGIN take: the right to write, or the page
        trace_unmap(page, *slot.entry, false);
        // LAB 6 END

    // LAB 6 BEGIN remove: out of the page table, if it is there, and out of the tree
    static_cast<void>(node);
    trace_unmap(page, *slot.entry, false);
    // LAB 6 END

    // LAB 6 BEGIN grant: first below, then out of one space, and into the other
    static_cast<void>(slot);
    return note_mapped(entry);
    // LAB 6 END

    // LAB 6 BEGIN one page at once: a straight line, or false
    static_cast<void>(window);
    static_cast<void>(from);
    static_cast<void>(send);
    trace_map({to, VirtAddr{hot_spot}.page()}, PageEntry{}, {to, VirtAddr{hot_spot}.page()});
    return true;
    // LAB 6 END
