// oracle.cpp -- page by page.
#include "tests/memory/oracle.hpp"

#include "kernel/abi/trace_kinds.hpp"
#include "kernel/memory_layout.hpp"

namespace kumquat::test {

namespace {

constexpr uint32_t sigma0 = 2, large = LARGE_PAGE_SIZE,
                   pages_per_large = large / page_size;
constexpr uint64_t user_end = USER_SPACE_END;
constexpr uint32_t kernel_block = 16u << 20;

}  // namespace

Oracle::Source Oracle::source_at(Page page) const {
    if (page.task == sigma0) {
        if (page.address >= 0x40000000) {
            return {true, true, true, page.address + 0x40000000};
        }
        const bool is_kernels = page.address / large == kernel_block / large;
        return {!is_kernels, true, true, page.address};
    }
    const auto found = entries_.find(page);
    if (found == entries_.end()) {
        return {};
    }
    return {true, found->second.is_writable, is_whole(page), found->second.frame};
}

bool Oracle::is_whole(Page page) const {
    const auto found = entries_.find(page);
    return found != entries_.end() && found->second.is_whole && *found->second.is_whole;
}

bool Oracle::has_room(Page base) const {
    const auto next = entries_.lower_bound(base);
    return next == entries_.end() || next->first.task != base.task ||
           next->first.address - base.address >= large;
}

void Oracle::enter(Page target, const Entry& entry) {
    entries_[target] = entry;
    children_[entry.parent].insert(target);
}

void Oracle::erase(Page page) {
    const Entry entry = entries_.at(page);
    children_[entry.parent].erase(page);
    entries_.erase(page);
}

/// The page's own mapping gets another place, and keeps its parent and its children.
void Oracle::move(Page from, Page to, bool writable) {
    Entry entry = entries_.at(from);
    erase(from);
    entry.is_writable = writable;
    enter(to, entry);
    for (const Page& child : children_[from]) {
        entries_.at(child).parent = to;
        children_[to].insert(child);
    }
    children_.erase(from);
}

/// Everything that was derived from a page, parents before children.
std::vector<Page> Oracle::below(Page page) const {
    std::vector<Page> found = {page};
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (const auto list = children_.find(found[i]); list != children_.end()) {
            found.insert(found.end(), list->second.begin(), list->second.end());
        }
    }
    found.erase(found.begin());
    return found;
}

/// \param whole_block  pieces of whole 4 MB mappings all come together, and need not be split
void Oracle::treat(const std::vector<Page>& pages, bool whole_block, bool removes) {
    for (const Page& page : pages) {
        Entry& entry = entries_.at(page);
        if (entry.is_whole && !whole_block && (removes || entry.is_writable)) {
            *entry.is_whole = false;
        }
        entry.is_writable = false;
        if (removes) {
            children_.erase(page);
            erase(page);
        }
    }
}

void Oracle::treat_below(Page first, uint32_t pages, bool removes) {
    std::vector<Page> all;
    for (uint32_t i = 0; i < pages; ++i) {
        const auto more = below({first.task, first.address + i * page_size});
        all.insert(all.end(), more.begin(), more.end());
    }
    treat(all, pages == pages_per_large, removes);
}

/// A page that is part of 4 MB mappings, and all that was derived from it, goes on its own.
void Oracle::separate(Page page) {
    std::vector<Page> all = below(page);
    all.push_back(page);
    for (const Page& each : all) {
        Entry& entry = entries_.at(each);
        if (entry.is_whole) {
            *entry.is_whole = false;
            entry.is_whole = nullptr;
        }
    }
}

bool Oracle::map(
    uint32_t from, uint32_t to, Fpage send, Fpage window, uint32_t hot_spot) {
    pages_done_ = 0;
    if (from == to || to == sigma0) {
        return false;
    }
    const uint64_t s = uint64_t{1} << send.order(), r = uint64_t{1} << window.order();
    const uint64_t size = s < r ? s : r;
    const uint64_t source = s <= r ? send.base() : send.base() + hot_spot % s / r * r;
    const uint64_t target =
        s <= r ? window.base() + hot_spot % r / s * s : window.base();
    bool has_mapped = false;
    for (uint64_t offset = 0; offset < size;) {
        if (source + offset >= user_end || target + offset >= user_end ||
            pages_done_ == pages_allowed_) {
            break;
        }
        const Page here{from, static_cast<uint32_t>(source + offset)};
        const Page there{to, static_cast<uint32_t>(target + offset)};
        uint32_t pages = 1;
        if (source_at(here).is_large && here.address % large == 0 &&
            there.address % large == 0 && size - offset >= large &&
            (has_room(there) || is_whole(there))) {
            pages = pages_per_large;
        }
        if (source_at(here).is_present) {
            has_mapped |= map_one(here, there, send.is_writable(),
                                  send.is_grant() && from != sigma0, pages);
            ++pages_done_;
        }
        offset += uint64_t{pages} * page_size;
    }
    pages_allowed_ = UINT32_MAX;
    return has_mapped;
}

bool Oracle::map_one(
    Page source, Page target, bool may_write, bool grants, uint32_t pages) {
    const Source what = source_at(source);
    const bool writable = what.is_writable && may_write;
    if (entries_.contains(target)) {
        return !grants && writable && widen(source, target, what, pages);
    }
    const bool is_piece = grants && pages == 1 && entries_.at(source).is_whole;
    if (is_piece) {
        separate(source);
    }
    if (grants && !may_write && what.is_writable) {
        treat_below(source, pages, false);
    }
    const auto whole = pages == 1 ? nullptr : std::make_shared<bool>(true);
    for (uint32_t i = 0; i < pages; ++i) {
        const Page here{source.task, source.address + i * page_size};
        const Page there{target.task, target.address + i * page_size};
        if (!grants) {
            enter(there, {what.frame + i * page_size, writable, here, whole});
            continue;
        }
        move(here, there, writable);
    }
    return true;
}

bool Oracle::widen(Page source, Page target, const Source& what, uint32_t pages) {
    const Entry first = entries_.at(target);
    if (first.is_writable || first.parent != source || first.frame != what.frame) {
        return false;
    }
    if (first.is_whole && pages == 1) {
        *first.is_whole = false;
    }
    for (uint32_t i = 0; i < pages; ++i) {
        entries_.at({target.task, target.address + i * page_size}).is_writable = true;
    }
    return true;
}

void Oracle::unmap(uint32_t task, Fpage fpage, bool own_too, bool removes) {
    const uint64_t end = fpage.base() + (uint64_t{1} << fpage.order());
    for (uint64_t address = fpage.base(); address < end && address < user_end;) {
        const Page page{task, static_cast<uint32_t>(address)};
        const Source what = source_at(page);
        uint64_t pages = 1;
        if (what.is_large) {
            const uint64_t block_end = address / large * large + large;
            pages = ((block_end < end ? block_end : end) - address) / page_size;
        }
        address += pages * page_size;
        if (!what.is_present) {
            continue;
        }
        treat_below(page, static_cast<uint32_t>(pages), removes);
        if (!own_too || task == sigma0) {
            continue;
        }
        std::vector<Page> own;
        for (uint32_t i = 0; i < pages; ++i) {
            own.push_back({task, page.address + i * page_size});
        }
        treat(own, pages == pages_per_large, removes);
    }
}

Mappings Oracle::mappings() const {
    Mappings mappings;
    for (const auto& [page, entry] : entries_) {
        mappings[page] = {entry.frame, entry.is_writable, is_whole(page), entry.parent};
    }
    return mappings;
}

void replay(Mappings& mappings, uint32_t kind, const uint32_t* columns) {
    const Fpage frame{columns[2]};
    const uint32_t pages = kind == static_cast<uint32_t>(TraceKind::kernel_memory)
                               ? 0
                               : 1u << (frame.order() - page_order);
    const bool is_large = pages > 1;
    for (uint32_t i = 0; i < pages; ++i) {
        const uint32_t offset = i * page_size;
        const Page page{columns[0], columns[1] + offset};
        const Page source{columns[3], columns[4] + offset};
        if (page.task == sigma0) {
            continue;
        }
        switch (static_cast<TraceKind>(kind)) {
        case TraceKind::map:
            mappings[page] = {frame.base() + offset, frame.is_writable(), is_large,
                              source};
            break;
        case TraceKind::grant: {
            const Page parent = mappings.at(source).parent;
            mappings.erase(source);
            mappings[page] = {frame.base() + offset, frame.is_writable(), is_large,
                              parent};
            for (auto& [other, mapped] : mappings) {
                mapped.parent = mapped.parent == source ? page : mapped.parent;
            }
            break;
        }
        case TraceKind::page_split:
            mappings.at(page).is_large = false;
            break;
        case TraceKind::unmap:
            mappings.at(page).is_writable = false;
            if (columns[3] == 0) {
                mappings.erase(page);
            }
            break;
        default:
            break;
        }
    }
}

}  // namespace kumquat::test
