// instant_spaces.cpp -- spaces as pages and ranges; the trees of frames.
#include "instant.hpp"

namespace kumquat {

PageDetails Instant::page(Cell cell) const {
    const auto field = [&](PageField which) { return moment_[cell + which]; };
    const uint32_t word = field(page_address), parent = field(page_parent);
    const bool is_below_root = (parent & parent_is_root) != 0;
    return {cell,
            field(page_task) - 1,
            word & ~page_flags,
            field(page_frame),
            (word & page_is_writable) != 0,
            (word & page_is_large) != 0,
            is_below_root ? 0 : parent,
            is_below_root,
            int64_t{field(page_event)} - 1};
}

std::optional<PageDetails> Instant::page_at(uint32_t task, uint32_t address) const {
    const Cell cell = find_page(moment_, layout(), task, address);
    return cell == 0 ? std::nullopt : std::optional{page(cell)};
}

std::vector<PageDetails> Instant::pages(uint32_t task) const {
    std::vector<PageDetails> pages;
    const Cell directory = moment_[layout().task(task, task_directory)];
    for (uint32_t i = 0; directory != 0 && i < entries_per_table; ++i) {
        const uint32_t entry = moment_[directory + i];
        if ((entry & entry_is_large) != 0) {
            pages.push_back(page(entry & ~entry_is_large));
            continue;
        }
        for (uint32_t k = 0; entry != 0 && k < entries_per_table; ++k) {
            if (const Cell cell = moment_[entry + k]; cell != 0) {
                pages.push_back(page(cell));
            }
        }
    }
    return pages;
}

std::vector<PageRange> Instant::space(uint32_t task) const {
    std::vector<PageRange> ranges;
    for (const PageDetails& at : pages(task)) {
        const uint32_t source = at.parent == 0 ? no_index : page(at.parent).task;
        const uint32_t size = 1u << (at.is_large ? large_order : small_order);
        PageRange* const last = ranges.empty() ? nullptr : &ranges.back();
        const bool continues =
            last != nullptr && last->end == at.address &&
            last->is_writable == at.is_writable && last->source == source &&
            last->frame + static_cast<uint32_t>(last->end - last->begin) == at.frame;
        if (continues) {
            last->end += size;
        } else {
            ranges.push_back({at.address, uint64_t{at.address} + size, at.frame,
                              at.is_writable, source});
        }
    }
    return ranges;
}

std::vector<PageDetails> Instant::siblings_from(Cell first) const {
    std::vector<PageDetails> pages;
    for (Cell cell = first; cell != 0; cell = moment_[cell + page_next]) {
        pages.push_back(page(cell));
    }
    return pages;
}

std::vector<PageDetails> Instant::pages_below(Cell page) const {
    return siblings_from(moment_[page + page_first_child]);
}

std::vector<PageDetails> Instant::pages_below_root(uint32_t frame) const {
    return siblings_from(moment_[layout().roots + (frame >> large_order)]);
}

}  // namespace kumquat
