// mapping.cpp -- page by page from one space to another.
#include "kernel/memory/mapping.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_memory.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/memory/mapping_database.hpp"
#include "kernel/memory/placement.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

constexpr uint32_t visits_per_step = 8;

uint32_t pages_of(PageEntry entry) {
    return entry.is_large() ? pieces_per_large_page : 1;
}

}  // namespace

MapOperation::MapOperation(
    TaskNumber from, TaskNumber to, Fpage send, Fpage window, uint32_t hot_spot)
    : from_{from}, to_{to}, may_write_{send.is_writable()}, grants_{send.is_grant() &&
                                                                    from !=
                                                                        sigma0_task} {
    const Placement where = place(send, window, hot_spot);
    source_ = VirtAddr{where.source};
    destination_ = VirtAddr{where.destination};
    pages_left_ = from == to || to == sigma0_task ? 0 : where.pages;
}

MapStep MapOperation::step() {
    KASSERT(task_of(from_).is_active());
    KASSERT(task_of(to_).is_active());
    const MapStep result = go_on();
    if (result != MapStep::more && has_mapped_) {
        trace_kernel_memory(from_);
        trace_kernel_memory(to_);
    }
    return result;
}

MapStep MapOperation::go_on() {
    if (is_clearing_) {
        is_clearing_ = clearing_.step();
        if (is_clearing_ || clearing_.has_failed()) {
            return is_clearing_ ? MapStep::more : MapStep::no_memory;
        }
    }
    for (uint32_t visits = visits_per_step; pages_left_ != 0; --visits) {
        if (!is_user(source_) || !is_user(destination_)) {
            break;
        }
        if (visits == 0) {
            return MapStep::more;
        }
        const SourcePage page = page_of(from_, source_);
        uint32_t pages = page.is_present() ? visit(page) : page.empty_pages();
        if (pages == 0) {
            return result_;
        }
        if (page.is_present() && pages == pieces_per_large_page) {
            visits = 1;  // that took long
        }
        is_cleared_ = false;
        pages = pages < pages_left_ ? pages : pages_left_;
        pages_left_ -= pages;
        source_ = source_ + pages * page_size;
        destination_ = destination_ + pages * page_size;
    }
    return MapStep::done;
}

/// Nothing more in this step.
uint32_t MapOperation::stop(MapStep why) {
    result_ = why;
    return 0;
}

/// The page at `source_`.
/// \return  how many pages of 4 KB that was; 0: it is not done, and `result_` says why
uint32_t MapOperation::visit(const SourcePage& page) {
    const AddressSpace& space = space_of(to_);
    const PageSlot slot = find_slot(space, destination_);
    const bool is_large =
        page.is_large() && source_.is_large_page() && destination_.is_large_page() &&
        pages_left_ >= pieces_per_large_page && can_be_large_page(space, destination_);
    PageEntry entry = is_large ? page.entry().with(PTE_LARGE) : page.entry();
    // LAB 6 BEGIN page to page: which rights go over, and is the place free?
    if (!may_write_) {
        entry = entry.without(PTE_WRITABLE);
    }
    return slot.has_page() ? widen_own_child(page, slot, entry)
                           : enter(page, slot, entry);
    // LAB 6 END
}

/// The page is there now. \return  as visit()
uint32_t MapOperation::note_mapped(PageEntry entry) {
    has_mapped_ = true;
    if (grants_) {
        trace_grant(destination(), entry, {from_, source_});
    } else {
        trace_map(destination(), entry, {from_, source_});
    }
    return pages_of(entry);
}

/// The place is taken. If by the same memory, which the receiver has from this very page, it
/// may get the right to write; else nothing happens.
uint32_t
MapOperation::widen_own_child(const SourcePage& page, PageSlot slot, PageEntry entry) {
    PageEntry& there = *slot.entry;
    MappingNode& node = **slot.note;
    const uint32_t offset = there.is_large() ? destination_.raw() % LARGE_PAGE_SIZE : 0;
    const bool is_same_frame = there.frame() + offset == entry.frame();
    // LAB 6 BEGIN widen: the place is taken; when does nothing happen?
    if (grants_ || !is_same_frame || node.parent != &page.node() ||
        !entry.is_writable() || there.is_writable()) {
        return pages_of(entry);
    }
    // LAB 6 END
    if (there.is_large() && !entry.is_large()) {
        split_mapping(node);
        return stop(MapStep::more);
    }
    set_writable(node, destination(), there, true);
    return note_mapped(entry);
}

/// The place is empty. Is there memory for what a page more takes?
uint32_t MapOperation::enter(const SourcePage& page, PageSlot slot, PageEntry entry) {
    const uint32_t frames = slot.entry == nullptr ? frames_for_table : 0;
    if (grants_ ? !frames_available(frames)
                : !child_available(page.node(), entry.is_large(), frames)) {
        return stop(MapStep::no_memory);
    }
    if (slot.entry == nullptr) {
        slot = add_page_table(to_, destination_);
    }
    return grants_ ? grant(page, slot, entry) : map(page, slot, entry);
}

/// A mapping makes a child of the sender's page.
uint32_t MapOperation::map(const SourcePage& page, PageSlot slot, PageEntry entry) {
    // LAB 6 BEGIN map: in the tree a child, in the receiver's tables a page
    MappingNode& child = add_child(page.node(), destination(), entry);
    enter_page(space_of(to_), destination_, slot, entry, child);
    return note_mapped(entry);
    // LAB 6 END
}

/// A granted page's node moves, with all that was derived from it: so it must not be part of a
/// larger one, and if the right to write gets lost on the way, it is lost below it, too.
uint32_t MapOperation::grant(const SourcePage& page, PageSlot slot, PageEntry entry) {
    MappingNode& node = page.node();
    if (node.is_large() && !entry.is_large()) {
        return clear_first(Change::separation, page_order);
    }
    // LAB 6 BEGIN grant: first below, then out of one space, and into the other
    if (page.entry().is_writable() && !may_write_ && !node.is_leaf() && !is_cleared_) {
        return clear_first(Change::read_only,
                           entry.is_large() ? large_page_order : page_order);
    }
    const AddressSpace& from = space_of(from_);
    take_out_page(from, source_, find_slot(from, source_));
    rename_node(node, destination(), entry.is_writable());
    enter_page(space_of(to_), destination_, slot, entry, node);
    return note_mapped(entry);
    // LAB 6 END
}

/// Something long has to be done with the page and what was derived from it; then it comes again.
uint32_t MapOperation::clear_first(Change change, uint32_t order) {
    is_cleared_ = change == Change::read_only;
    clearing_ = UnmapOperation{
        from_, Fpage::make(source_.raw(), order), {!is_cleared_, change}};
    is_clearing_ = true;
    return stop(MapStep::more);
}

}  // namespace kumquat
