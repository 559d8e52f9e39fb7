// mapping.hpp -- lending pages, or giving them away: from the sender's space into the receiver's.
// A mapping makes a child of the sender's page; a grant moves the sender's page itself, with all
// that was derived from it. Rights only ever shrink on the way, and nothing that is there is ever
// replaced.
// Source: L4 Version 2 on i386, "Address spaces: map, grant, unmap".
#pragma once

#include "kernel/memory/address_space.hpp"
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
    MapStep go_on();
    uint32_t visit(const SourcePage& page);
    uint32_t enter(const SourcePage& page, PageSlot slot, PageEntry entry);
    uint32_t map(const SourcePage& page, PageSlot slot, PageEntry entry);
    uint32_t grant(const SourcePage& page, PageSlot slot, PageEntry entry);
    uint32_t widen_own_child(const SourcePage& page, PageSlot slot, PageEntry entry);
    uint32_t clear_first(Change change, uint32_t order);
    uint32_t note_mapped(PageEntry entry);
    uint32_t stop(MapStep why);
    PageName destination() const { return {to_, destination_}; }

    TaskNumber from_, to_;
    VirtAddr source_, destination_;
    uint32_t pages_left_ = 0;
    bool may_write_ = false, grants_ = false, has_mapped_ = false;
    bool is_clearing_ = false;  // before a page is granted: what has to be done first
    bool is_cleared_ = false;   // what was derived from the page can only be read now
    MapStep result_ = MapStep::more;  // of a step that stopped at a page
    UnmapOperation clearing_;
};

/// Map one page of 4 KB at once, if it is that simple.
/// \return  false: it is not, and nothing has changed
[[nodiscard]] bool map_one_page(
    TaskNumber from, TaskNumber to, Fpage send, Fpage window, uint32_t hot_spot);

}  // namespace kumquat
