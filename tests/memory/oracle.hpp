// oracle.hpp -- map, grant and unmap as the specification says them, page by page, in containers
// of the standard library. Slow, and obviously right.
// It follows the kernel in one thing that the specification leaves open: which mappings are one
// 4 MB page.
// Source: L4 Version 2 on i386, "Address spaces: map, grant, unmap".
#pragma once

#include "kernel/abi/fpage.hpp"
#include "tests/memory/checks.hpp"

#include <memory>
#include <set>
#include <vector>

namespace kumquat::test {

class Oracle {
public:
    /// \return  whether anything was mapped
    bool map(uint32_t from, uint32_t to, Fpage send, Fpage window, uint32_t hot_spot);
    void unmap(uint32_t task, Fpage fpage, bool own_too, bool removes);

    /// Do no more than so many of the next map's pages.
    void stop_after(uint32_t pages) { pages_allowed_ = pages; }
    uint32_t pages_done() const { return pages_done_; }

    /// (Only for worlds without 4 MB pages, whose state copies share.)
    Oracle clone() const { return *this; }

    Mappings mappings() const;

private:
    struct Entry {
        uint32_t frame;
        bool is_writable;
        Page parent;
        std::shared_ptr<bool>
            is_whole;  // of a 4 MB mapping: not split yet; null: of 4 KB
    };
    struct Source {
        bool is_present = false, is_writable = false, is_large = false;
        uint32_t frame = 0;
    };

    Source source_at(Page page) const;
    bool has_room(Page base) const;
    bool is_whole(Page page) const;
    bool map_one(Page source, Page target, bool may_write, bool grants, uint32_t pages);
    bool widen(Page source, Page target, const Source& what, uint32_t pages);
    void enter(Page target, const Entry& entry);
    void erase(Page page);
    void move(Page from, Page to, bool writable);
    std::vector<Page> below(Page page) const;
    void separate(Page page);
    void treat(const std::vector<Page>& pages, bool whole_block, bool removes);
    void treat_below(Page first, uint32_t pages, bool removes);

    std::map<Page, Entry> entries_;
    std::map<Page, std::set<Page>> children_;
    uint32_t pages_allowed_ = UINT32_MAX, pages_done_ = 0;
};

/// The mappings as the trace tells them.
void replay(Mappings& mappings, uint32_t kind, const uint32_t* columns);

}  // namespace kumquat::test
