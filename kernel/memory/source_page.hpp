// source_page.hpp -- what a task has at an address, to hand on or to take back.
#pragma once

#include "kernel/memory/mapping_node.hpp"

namespace kumquat {

/// A page of 4 KB, on its own or a piece of a 4 MB page, or nothing.
struct SourcePage {
    MappingNode* node = nullptr;  // null: there is nothing
    uint32_t empty_pages = 1;  // nothing: there is none either in so many from here on
    PhysAddr frame;
    bool is_writable = false;
    bool is_cached = true;
    bool is_large = false;  // the 4 MB around it are one page

    bool is_present() const { return node != nullptr; }
    static SourcePage nothing(uint32_t empty_pages) {
        SourcePage page;
        page.empty_pages = empty_pages;
        return page;
    }
};

/// \param task     active
/// \param address  page-aligned, below 3 GB
SourcePage page_of(TaskNumber task, VirtAddr address);

/// Pages from an address to the next multiple of 4 MB.
constexpr uint32_t pages_to_next_block(VirtAddr address) {
    return pieces_per_large_page - address.raw() / page_size % pieces_per_large_page;
}

}  // namespace kumquat
