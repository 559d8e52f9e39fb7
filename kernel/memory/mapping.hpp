// mapping.hpp -- lending pages, or giving them away: from the sender's space into the receiver's.
// A mapping makes a child of the sender's page; a grant moves the sender's page itself, with all
// that was derived from it. Rights only ever shrink on the way, and nothing that is there is ever
// replaced.
// Source: L4 Version 2 on i386, "Address spaces: map, grant, unmap".
#pragma once

#include "kernel/memory/unmapping.hpp"

namespace kumquat {

enum class MapStep {
    more,       // not done yet: call again
    done,       //
    no_memory,  // no frame for a page table or a node; what was mapped before stays
};

/// The mapping of one fpage, in steps. Between steps it holds names only.
class MapOperation {
public:
    MapOperation() = default;
    /// \param hot_spot  snd_base of the message
    /// Requires: both fpages are valid.
    MapOperation(
        TaskNumber from, TaskNumber to, Fpage send, Fpage window, uint32_t hot_spot);

    /// Go on for some 2,000 instructions. Holes, occupied places and the kernel's memory are
    /// skipped; the same task on both sides, or sigma0 as receiver, is no error: nothing is
    /// mapped. Requires: both tasks are active.
    [[nodiscard]] MapStep step();

    /// Whether a page was mapped so far, or its rights were widened.
    bool has_mapped() const { return has_mapped_; }

private:
    /// again: something long had to be done first, or must be; this page comes again.
    enum class Outcome { handled, no_memory, again };

    MapStep finish(MapStep step);
    Outcome visit(const SourcePage& page, uint32_t& pages);
    Outcome enter(const SourcePage& page);
    Outcome enter_large(const SourcePage& page);
    Outcome grant_page(const SourcePage& page);
    Outcome grant_piece(const SourcePage& page);
    Outcome grant_large_page(const SourcePage& page);
    Outcome widen_own_child(const SourcePage& page, uint32_t order);
    bool clears_first(UnmapMask mask, uint32_t order);
    void note_mapped(const SourcePage& page, uint32_t order);
    void note_granted(const SourcePage& page, uint32_t order);

    bool is_writable(const SourcePage& page) const {
        return page.is_writable && may_write_;
    }
    PageName destination() const { return {to_, destination_}; }

    TaskNumber from_, to_;
    VirtAddr source_, destination_;
    uint32_t pages_left_ = 0;
    bool may_write_ = false, grants_ = false, has_mapped_ = false;

    // Before a page is granted, what was derived from it may have to be cut down to its rights.
    bool is_clearing_ = false, is_cleared_ = false;
    UnmapOperation clearing_;
};

/// Whether one step is enough for certain: a few small pages that are mapped, not granted.
/// (An invalid fpage, which maps nothing, is done at once as well.)
constexpr bool maps_at_once(Fpage send, Fpage window) {
    constexpr uint32_t order = page_order + 2;
    return !send.is_grant() && (send.order() <= order || window.order() <= order);
}

}  // namespace kumquat
