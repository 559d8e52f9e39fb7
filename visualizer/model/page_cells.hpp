// page_cells.hpp -- address spaces and mapping trees in cells.
// A space is a directory of 1,024 entries, one for each 4 MB, as the processor has it: nothing, a
// page of 4 MB, or a table of 1,024 pages of 4 KB. Each page is a node in the tree of its frame,
// below the page that it was mapped from; at the root is sigma0, with one root for each 4 MB.
//
//   root of a block -> page of task 4 -> page of task 5 -> ...
//
// A page that is taken away before the pages below it stays in the tree as a ghost until they
// are gone.
#pragma once

#include "layout.hpp"

namespace kumquat {

constexpr uint32_t entries_per_table = 1024;
constexpr uint32_t root_count = 1024;
constexpr uint32_t small_order = 12, large_order = 22;

enum PageField : uint32_t {
    page_task,     // row + 1; 0: a ghost
    page_address,  // and flags in its low bits
    page_frame,    // physical address
    page_parent,   // a page, a root, or 0: it came from nowhere
    page_first_child,
    page_next,
    page_previous,
    page_event,  // the one that made it, + 1
    page_fields,
};
constexpr uint32_t page_is_writable = 1u << 0, page_is_large = 1u << 1;
constexpr uint32_t page_flags = (1u << small_order) - 1;

/// In an entry of a directory: this is a page of 4 MB, not a table.
constexpr uint32_t entry_is_large = 1u << 31;
/// In page_parent: this is the number of a root, not a page.
constexpr uint32_t parent_is_root = 1u << 31;

/// A directory or a table: its entries, and behind them how many are used.
constexpr uint32_t table_cells = entries_per_table + 1;

constexpr uint32_t directory_index(uint32_t address) { return address >> large_order; }
constexpr uint32_t table_index(uint32_t address) {
    return (address >> small_order) % entries_per_table;
}

/// The page of a space at an address, or 0. For the journal and for any moment.
template <typename Cells>
Cell find_page(const Cells& cells,
               const Layout& layout,
               uint32_t task,
               uint32_t address) {
    const Cell directory = cells[layout.task(task, task_directory)];
    const uint32_t entry =
        directory == 0 ? 0 : cells[directory + directory_index(address)];
    if (entry == 0 || (entry & entry_is_large) != 0) {
        return entry & ~entry_is_large;
    }
    return cells[entry + table_index(address)];
}

}  // namespace kumquat
