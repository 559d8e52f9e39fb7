// page_recorder.hpp -- pages come and go, in their spaces and in their trees.
// Which cells are free is known here only: whoever looks at the past never allocates.
#pragma once

#include "page_cells.hpp"

#include <vector>

namespace kumquat {

/// A page as an event tells of it.
struct PageGift {
    uint32_t task;  // row
    uint32_t address;
    uint32_t order;  // small_order or large_order
    uint32_t frame;
    bool is_writable;
};

class PageRecorder {
public:
    PageRecorder(Journal& journal, const Layout& layout)
        : journal_{journal}, layout_{layout} {}

    /// The page at an address, or 0. \param order  of the page that is meant: a page of 4 MB
    /// is split if only a part of it is meant
    Cell find(uint32_t task, uint32_t address, uint32_t order);
    /// Whether there are pages of 4 KB in the 4 MB around an address.
    bool has_table(uint32_t task, uint32_t address) const;
    bool is_large(Cell page) const {
        return (journal_[page + page_address] & page_is_large) != 0;
    }
    uint32_t field(Cell page, PageField field) const { return journal_[page + field]; }

    /// \param parent  a page, a root, or 0
    /// \return        whether there was room; else nothing has changed
    bool insert(const PageGift& gift, uint32_t parent, uint32_t event);
    void set_writable(Cell page, bool is_writable);
    /// The page leaves its space, and its tree if nothing is below it.
    void remove(Cell page);
    /// The page goes to another place with all that is below it; its old place is free.
    bool move(Cell page, const PageGift& gift, uint32_t event);
    /// A page of 4 MB is 1,024 of 4 KB from now on, and so are those below it.
    /// \return  whether there was room for them
    bool split(Cell page);

private:
    Cell new_cells(std::vector<Cell>& free, uint32_t count);
    bool is_free(const PageGift& gift) const;
    void set_entry(Cell table, uint32_t index, uint32_t value);
    bool clear_entry(Cell table, uint32_t index);
    void enter(Cell page, const PageGift& gift);
    void leave_space(Cell page);
    void join(Cell page, uint32_t parent);
    void leave_tree(Cell page);
    void bury(Cell page);
    Cell first_child_of(uint32_t parent) const;
    uint32_t parent_of_piece(uint32_t parent, uint32_t piece) const;
    void split_one(Cell page, std::vector<Cell>& large_children);

    static constexpr uint32_t splits_max = 1024;  // of 1,024 pages: as much as fits
    static constexpr size_t cells_max = 1u
                                        << 25;  // 128 MB: only hostile files need more

    Journal& journal_;
    const Layout& layout_;
    std::vector<Cell> free_pages_, free_tables_;
    uint32_t splits_ = 0;
};

}  // namespace kumquat
