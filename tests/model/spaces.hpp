// spaces.hpp -- who has which frame, from whom: one tree for each frame.
// Everything is told in pages of 4 KB; a page of 4 MB is 1,024 of them. The root of each tree is
// the frame itself, which belongs to sigma0 whether or not sigma0 has it in its own tables.
// Invariant: every page's parent is a page of the same frame, or the frame's root.
// Source: handouts/reference/l4-v2.md, "Address spaces".
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace kumquat::model {

/// Names a page: task * 2^20 + page number. With task 0: the root of that frame.
using PageKey = uint32_t;

constexpr PageKey page_key(uint32_t task, uint32_t address) {
    return task << 20 | address >> 12;
}
constexpr PageKey root_key(uint32_t frame_address) { return frame_address >> 12; }
constexpr uint32_t task_of(PageKey key) { return key >> 20; }
constexpr uint32_t address_of(PageKey key) { return key << 12; }

struct Page {
    uint32_t frame = 0;  // physical address
    bool writable = false;
    PageKey parent = 0;
    std::size_t born = 0;  // the event that made it
    std::set<PageKey> children;
    std::size_t widened = 0;  // the last event that added the right to write
};

class Spaces {
public:
    /// The page, or nullptr. Roots are not pages.
    const Page* find(PageKey key) const;
    /// The frame at a root, with its children; or nullptr if nobody has the frame.
    const std::set<PageKey>* children_of_root(PageKey root) const;

    void insert(PageKey key, const Page& page);
    void widen(PageKey key, std::size_t now);
    void make_read_only(PageKey key);
    /// A grant: the page moves with its children. \param to  free
    void move(PageKey from, PageKey to, bool writable, std::size_t now);
    /// The page is gone; its children are orphans until they are gone too.
    void remove(PageKey key, std::size_t now);
    /// The last event that took a page away from this place; 0: none did.
    std::size_t vacated(PageKey key) const {
        const auto found = vacated_.find(key);
        return found == vacated_.end() ? 0 : found->second;
    }

    /// Whether the page, or one above it in its tree, satisfies the condition; pages that were
    /// removed since forget_removed() count.
    template <typename Condition>
    bool has_above(PageKey key, Condition condition) const {
        for (PageKey at = key;;) {
            if (condition(at)) {
                return true;
            }
            const auto page = pages_.find(at);
            const auto gone = removed_.find(at);
            if (page != pages_.end()) {
                at = page->second.parent;
            } else if (gone != removed_.end() && gone->second != at) {
                at = gone->second;
            } else {
                return false;
            }
        }
    }

    bool has_pages(uint32_t task) const {
        const auto first = pages_.lower_bound(page_key(task, 0));
        return first != pages_.end() && task_of(first->first) == task;
    }
    /// The pages of a task in [begin, end), ascending.
    std::vector<PageKey> pages_in(uint32_t task, uint32_t begin, uint64_t end) const;
    /// The roots of frames that somebody has, in [begin, end).
    std::vector<PageKey> roots_in(uint32_t begin, uint64_t end) const;
    const std::set<PageKey>& orphans() const { return orphans_; }
    void forget_removed() { removed_.clear(); }

private:
    std::map<PageKey, Page> pages_;
    std::map<PageKey, std::set<PageKey>> roots_;
    std::map<PageKey, PageKey> removed_;      // to its parent
    std::map<PageKey, std::size_t> vacated_;  // places; the last event
    std::set<PageKey> orphans_;

    std::set<PageKey>& siblings(PageKey parent);
};

}  // namespace kumquat::model
