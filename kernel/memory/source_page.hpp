// source_page.hpp -- what a task has at an address, to hand on or to take back.
#pragma once

#include "kernel/memory/mapping_node.hpp"
#include "kernel/x86/page_table.hpp"

namespace kumquat {

/// A page of 4 KB, on its own or a piece of a 4 MB page, or nothing.
class SourcePage {
public:
    /// \param entry  that shows these 4 KB; with PTE_LARGE if the 4 MB around them are one page
    SourcePage(MappingNode& node, PageEntry entry)
        : node_{&node}, word_{entry.word()} {}

    static SourcePage nothing(uint32_t empty_pages) { return SourcePage{empty_pages}; }

    bool is_present() const { return node_ != nullptr; }
    MappingNode& node() const { return *node_; }
    PageEntry entry() const { return PageEntry{word_ & ~uint32_t{PTE_LARGE}}; }
    bool is_large() const { return (word_ & PTE_LARGE) != 0; }
    /// Nothing is there: nor in so many pages from here on.
    uint32_t empty_pages() const { return word_; }

private:
    explicit SourcePage(uint32_t empty_pages) : word_{empty_pages} {}

    MappingNode* node_ = nullptr;
    uint32_t word_;
};

/// \param task     active
/// \param address  page-aligned, below 3 GB
SourcePage page_of(TaskNumber task, VirtAddr address);

/// Pages from an address to the next multiple of 4 MB.
constexpr uint32_t pages_to_next_block(VirtAddr address) {
    return pieces_per_large_page - address.raw() / page_size % pieces_per_large_page;
}

}  // namespace kumquat
