// page_recorder.cpp -- directories, tables and trees are kept in step.
#include "page_recorder.hpp"

namespace kumquat {

Cell PageRecorder::new_cells(std::vector<Cell>& free, uint32_t count) {
    if (free.empty()) {
        return journal_.allocate(count);
    }
    const Cell cells = free.back();
    free.pop_back();
    return cells;
}

Cell PageRecorder::find(uint32_t task, uint32_t address, uint32_t order) {
    const Cell page = find_page(journal_, layout_, task, address);
    if (page == 0 || !is_large(page) || order == large_order) {
        return page;
    }
    return split(page) ? find_page(journal_, layout_, task, address) : 0;
}

bool PageRecorder::has_table(uint32_t task, uint32_t address) const {
    const Cell directory = journal_[layout_.task(task, task_directory)];
    const uint32_t entry =
        directory == 0 ? 0 : journal_[directory + directory_index(address)];
    return entry != 0 && (entry & entry_is_large) == 0;
}

bool PageRecorder::is_free(const PageGift& gift) const {
    const Cell directory = journal_[layout_.task(gift.task, task_directory)];
    const uint32_t entry =
        directory == 0 ? 0 : journal_[directory + directory_index(gift.address)];
    if (entry == 0) {
        return true;
    }
    return gift.order == small_order && (entry & entry_is_large) == 0 &&
           journal_[entry + table_index(gift.address)] == 0;
}

/// Use an entry of a directory or table. Requires: it is free.
void PageRecorder::set_entry(Cell table, uint32_t index, uint32_t value) {
    journal_.set(table + index, value);
    const Cell used = table + entries_per_table;
    journal_.set(used, journal_[used] + 1);
}

/// \return  whether the directory or table is empty now, and has been freed
bool PageRecorder::clear_entry(Cell table, uint32_t index) {
    journal_.set(table + index, 0);
    const Cell used = table + entries_per_table;
    journal_.set(used, journal_[used] - 1);
    if (journal_[used] != 0) {
        return false;
    }
    free_tables_.push_back(table);
    return true;
}

/// Requires: its place is free.
void PageRecorder::enter(Cell page, const PageGift& gift) {
    const Cell slot = layout_.task(gift.task, task_directory);
    const uint32_t index = directory_index(gift.address);
    if (journal_[slot] == 0) {
        journal_.set(slot, new_cells(free_tables_, table_cells));
    }
    const Cell directory = journal_[slot];
    const bool is_large = gift.order == large_order;
    if (is_large) {
        set_entry(directory, index, page | entry_is_large);
    } else {
        if (journal_[directory + index] == 0) {
            set_entry(directory, index, new_cells(free_tables_, table_cells));
        }
        set_entry(journal_[directory + index], table_index(gift.address), page);
    }
    journal_.set(page + page_task, gift.task + 1);
    journal_.set(page + page_address, (gift.address & ~page_flags) |
                                          (gift.is_writable ? page_is_writable : 0) |
                                          (is_large ? page_is_large : 0));
    journal_.set(page + page_frame, gift.frame);
}

bool PageRecorder::insert(const PageGift& gift, uint32_t parent, uint32_t event) {
    if (!is_free(gift) || journal_.cell_count() >= cells_max) {
        return false;
    }
    const Cell page = new_cells(free_pages_, page_fields);
    enter(page, gift);
    journal_.set(page + page_first_child, 0);
    journal_.set(page + page_event, event + 1);
    join(page, parent);
    return true;
}

void PageRecorder::set_writable(Cell page, bool is_writable) {
    const uint32_t word = journal_[page + page_address];
    journal_.set(page + page_address,
                 is_writable ? word | page_is_writable : word & ~page_is_writable);
}

/// Its entry is free again, and so are a table and a directory without entries.
void PageRecorder::leave_space(Cell page) {
    const Cell slot = layout_.task(journal_[page + page_task] - 1, task_directory);
    const uint32_t address = journal_[page + page_address] & ~page_flags;
    const Cell directory = journal_[slot];
    const uint32_t index = directory_index(address);
    journal_.set(page + page_task, 0);
    if (!is_large(page) &&
        !clear_entry(journal_[directory + index], table_index(address))) {
        return;
    }
    if (clear_entry(directory, index)) {
        journal_.set(slot, 0);
    }
}

/// The cell that holds the first child of a page or root; 0: there is no parent.
Cell PageRecorder::first_child_of(uint32_t parent) const {
    if (parent == 0) {
        return 0;
    }
    return (parent & parent_is_root) != 0 ? layout_.roots + (parent & ~parent_is_root)
                                          : parent + page_first_child;
}

void PageRecorder::join(Cell page, uint32_t parent) {
    const Cell head = first_child_of(parent);
    const Cell next = head == 0 ? 0 : journal_[head];
    journal_.set(page + page_parent, parent);
    journal_.set(page + page_previous, 0);
    journal_.set(page + page_next, next);
    if (next != 0) {
        journal_.set(next + page_previous, page);
    }
    if (head != 0) {
        journal_.set(head, page);
    }
}

void PageRecorder::leave_tree(Cell page) {
    const Cell next = journal_[page + page_next],
               before = journal_[page + page_previous];
    const Cell head = first_child_of(journal_[page + page_parent]);
    if (before != 0) {
        journal_.set(before + page_next, next);
    } else if (head != 0) {
        journal_.set(head, next);
    }
    if (next != 0) {
        journal_.set(next + page_previous, before);
    }
}

/// Free a page that is in no space, and every ghost above it that has no child left.
void PageRecorder::bury(Cell page) {
    while (journal_[page + page_task] == 0 && journal_[page + page_first_child] == 0) {
        const uint32_t parent = journal_[page + page_parent];
        leave_tree(page);
        free_pages_.push_back(page);
        if (parent == 0 || (parent & parent_is_root) != 0) {
            return;
        }
        page = parent;
    }
}

void PageRecorder::remove(Cell page) {
    leave_space(page);
    bury(page);
}

bool PageRecorder::move(Cell page, const PageGift& gift, uint32_t event) {
    if (!is_free(gift) || journal_.cell_count() >= cells_max) {
        return false;
    }
    leave_space(page);
    enter(page, gift);
    journal_.set(page + page_event, event + 1);
    return true;
}

/// Below which page a piece of a page comes: if that one has been split, below its piece.
/// \param parent  of the whole: a root, or the first piece of a page that was split
uint32_t PageRecorder::parent_of_piece(uint32_t parent, uint32_t piece) const {
    if (parent == 0 || (parent & parent_is_root) != 0 || is_large(parent) ||
        journal_[parent + page_task] == 0) {
        return parent;
    }
    const uint32_t address =
        (journal_[parent + page_address] & ~page_flags) + (piece << small_order);
    const Cell exact =
        find_page(journal_, layout_, journal_[parent + page_task] - 1, address);
    return exact == 0 ? parent : exact;
}

bool PageRecorder::split(Cell page) {
    std::vector<Cell> large = {page};
    while (!large.empty()) {
        if (splits_ >= splits_max) {
            return false;
        }
        ++splits_;
        const Cell next = large.back();
        large.pop_back();
        split_one(next, large);
    }
    return true;
}

/// \param large_children  gets the pages of 4 MB that were below the page, now below its first
///                        piece; they are to be split next
void PageRecorder::split_one(Cell page, std::vector<Cell>& large_children) {
    const uint32_t word = journal_[page + page_address];
    const uint32_t parent = journal_[page + page_parent];
    const uint32_t event = journal_[page + page_event] - 1;
    PageGift piece{journal_[page + page_task] - 1, word & ~page_flags, small_order,
                   journal_[page + page_frame], (word & page_is_writable) != 0};
    const uint32_t first_address = piece.address, first_frame = piece.frame;
    std::vector<Cell> children;
    for (Cell child = journal_[page + page_first_child]; child != 0;
         child = journal_[child + page_next]) {
        children.push_back(child);
    }
    leave_space(page);
    for (uint32_t i = 0; i < entries_per_table; ++i) {
        insert(piece, parent_of_piece(parent, i), event);
        piece.address += 1u << small_order;
        piece.frame += 1u << small_order;
    }
    const uint32_t task = piece.task;
    for (const Cell child : children) {
        const uint32_t offset = (journal_[child + page_frame] - first_frame) &
                                ((1u << large_order) - (1u << small_order));
        leave_tree(child);
        join(child, find_page(journal_, layout_, task, first_address + offset));
        if (is_large(child)) {
            large_children.push_back(child);
        }
    }
    bury(page);
}

}  // namespace kumquat
