// mapping.cpp -- page by page from one space to another.
#include "kernel/memory/mapping.hpp"

#include "kernel/debug/trace_memory.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/memory/mapping_changes.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

constexpr uint32_t visits_per_step = 8;

}  // namespace

MapOperation::MapOperation(
    TaskNumber from, TaskNumber to, Fpage send, Fpage window, uint32_t hot_spot)
    : from_{from}, to_{to}, may_write_{send.is_writable()}, grants_{send.is_grant() &&
                                                                    from !=
                                                                        sigma0_task} {
    const Placement where = place(send, window, hot_spot);
    source_ = VirtAddr{where.source};
    destination_ = VirtAddr{where.destination};
    if (from != to && to != sigma0_task) {
        pages_left_ = 1u << (where.order - page_order);
    }
}

MapStep MapOperation::step() {
    KASSERT(task_of(from_).is_active());
    KASSERT(task_of(to_).is_active());
    if (is_clearing_) {
        if (clearing_.step()) {
            return MapStep::more;
        }
        is_clearing_ = false;
        is_cleared_ = true;
    }
    for (uint32_t visits = 0; visits < visits_per_step; ++visits) {
        if (pages_left_ == 0 || source_.raw() >= USER_SPACE_END ||
            destination_.raw() >= USER_SPACE_END) {
            return finish(MapStep::done);
        }
        const SourcePage page = page_of(from_, source_);
        uint32_t pages = page.empty_pages;
        if (page.is_present()) {
            switch (visit(page, pages)) {
            case Outcome::handled:
                break;
            case Outcome::no_memory:
                return finish(MapStep::no_memory);
            case Outcome::again:
                is_cleared_ = false;
                return MapStep::more;
            }
        }
        is_cleared_ = false;
        pages = pages < pages_left_ ? pages : pages_left_;
        pages_left_ -= pages;
        source_ = source_ + pages * page_size;
        destination_ = destination_ + pages * page_size;
    }
    return MapStep::more;
}

MapStep MapOperation::finish(MapStep step) {
    if (has_mapped_) {
        report_account(from_);
        report_account(to_);
    }
    return step;
}

/// The page at `source_`. \param pages  out: how many pages of 4 KB that was
MapOperation::Outcome MapOperation::visit(const SourcePage& page, uint32_t& pages) {
    const AddressSpace& space = space_of(to_);
    if (page.is_large && source_.is_large_page() && destination_.is_large_page() &&
        pages_left_ >= pieces_per_large_page) {
        const PageEntry entry = directory_entry(space, destination_);
        pages = pieces_per_large_page;
        if (entry.is_present() && entry.is_large()) {
            return widen_own_child(page, large_page_order);
        }
        if (has_room_for_large_page(space, destination_)) {
            return grants_ ? grant_large_page(page) : enter_large(page);
        }
    }
    pages = 1;
    if (find_page(space, destination_).is_present()) {
        return widen_own_child(page, page_order);
    }
    if (!grants_) {
        return enter(page);
    }
    return page.node->is_large() ? grant_piece(page) : grant_page(page);
}

void MapOperation::note_mapped(const SourcePage& page, uint32_t order) {
    has_mapped_ = true;
    trace_map(to_, destination_, trace_frame(page.frame, order, is_writable(page)),
              from_, source_.raw());
}

void MapOperation::note_granted(const SourcePage& page, uint32_t order) {
    has_mapped_ = true;
    trace_grant(to_, destination_, trace_frame(page.frame, order, is_writable(page)),
                from_, source_.raw());
}

/// The place is taken. If by the same memory, which the receiver has from this very page, it
/// may get the right to write; else nothing happens.
MapOperation::Outcome MapOperation::widen_own_child(const SourcePage& page,
                                                    uint32_t order) {
    const AddressSpace& space = space_of(to_);
    const PageSlot slot = find_page(space, destination_);
    const uint32_t offset = slot.is_large ? destination_.raw() % LARGE_PAGE_SIZE : 0;
    if (grants_ || !is_writable(page) || slot.entry->is_writable() ||
        slot.node->parent != page.node || slot.entry->frame() + offset != page.frame) {
        return Outcome::handled;
    }
    if (slot.is_large && order == page_order) {
        split_mapping(*slot.node);
        return Outcome::again;
    }
    widen(destination(), slot);
    note_mapped(page, order);
    return Outcome::handled;
}

/// Map a page of 4 KB.
MapOperation::Outcome MapOperation::enter(const SourcePage& page) {
    if (!node_and_frames_available(frames_for_page(space_of(to_), destination_) +
                                   frames_for_child(*page.node, false))) {
        return Outcome::no_memory;
    }
    MappingNode& child = add_child(*page.node, destination(), page.frame, false);
    enter_page(to_, destination_, user_entry(page, is_writable(page), 0), &child);
    note_mapped(page, page_order);
    return Outcome::handled;
}

/// Map a page of 4 MB.
MapOperation::Outcome MapOperation::enter_large(const SourcePage& page) {
    if (!node_and_frames_available(frames_for_page(space_of(to_), destination_))) {
        return Outcome::no_memory;
    }
    MappingNode& child = add_child(*page.node, destination(), page.frame, true);
    enter_large_page(to_, destination_, user_entry(page, is_writable(page), PTE_LARGE),
                     child);
    note_mapped(page, large_page_order);
    return Outcome::handled;
}

/// What was derived from the page at `source_` has to be unmapped before the page is granted.
/// \return  false if that is done
bool MapOperation::clears_first(UnmapMask mask, uint32_t order) {
    if (is_cleared_) {
        return false;
    }
    clearing_ = UnmapOperation{from_, Fpage::make(source_.raw(), order), mask};
    is_clearing_ = true;
    return true;
}

/// Grant a page of 4 KB: its node moves. If the right to write gets lost on the way, whoever has
/// the page from us loses it as well.
MapOperation::Outcome MapOperation::grant_page(const SourcePage& page) {
    MappingNode& node = *page.node;
    const bool loses_a_right = page.is_writable && !may_write_;
    if (loses_a_right && node.children != nullptr &&
        clears_first({.own_too = false, .removes = false}, page_order)) {
        return Outcome::again;
    }
    if (!frames_available(frames_for_page(space_of(to_), destination_))) {
        return Outcome::no_memory;
    }
    clear_page(from_, source_);
    enter_page(to_, destination_, user_entry(page, is_writable(page), 0), &node);
    rename_node(node, destination());
    note_granted(page, page_order);
    return Outcome::handled;
}

/// Grant 4 KB out of a mapping of 4 MB. The piece gets a node of its own, whose parent is that
/// of the whole. Whoever has the piece from us loses it: it cannot be moved with the piece, if
/// it is part of other mappings of 4 MB.
MapOperation::Outcome MapOperation::grant_piece(const SourcePage& page) {
    MappingNode& node = *page.node;
    if (!node.is_split()) {
        split_mapping(node);
        return Outcome::again;
    }
    if ((node.children != nullptr || node.pieces != nullptr) &&
        clears_first({.own_too = false, .removes = true}, page_order)) {
        return Outcome::again;
    }
    if (!node_and_frames_available(frames_for_page(space_of(to_), destination_) +
                                   frames_for_child(*node.parent, false))) {
        return Outcome::no_memory;
    }
    MappingNode& piece = add_child(*node.parent, destination(), page.frame, false);
    enter_page(to_, destination_, user_entry(page, is_writable(page), 0), &piece);
    note_granted(page, page_order);
    forget_piece(node, piece.piece());
    return Outcome::handled;
}

/// Grant a page of 4 MB: its node and the page table that is put aside for it move.
MapOperation::Outcome MapOperation::grant_large_page(const SourcePage& page) {
    MappingNode& node = *page.node;
    const bool loses_a_right = page.is_writable && !may_write_;
    if (loses_a_right && (node.children != nullptr || node.pieces != nullptr) &&
        clears_first({.own_too = false, .removes = false}, large_page_order)) {
        return Outcome::again;
    }
    move_large_page(from_, source_, to_, destination_,
                    user_entry(page, is_writable(page), PTE_LARGE));
    rename_node(node, destination());
    note_granted(page, large_page_order);
    return Outcome::handled;
}

}  // namespace kumquat
