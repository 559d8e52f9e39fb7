// unmapping.hpp -- taking pages back: everything below a mapping goes, or becomes read only.
// This may take long: a tree can have a hundred thousand nodes. So it goes in steps; each leaves
// every tree as it should be. Between them the object holds names, and a place in a tree that it
// only trusts if nothing in any tree has changed; otherwise it begins again at the top. Children
// go before their parents, so that no child ever has more than its parent.
// Source: Liedtke, "On micro-Kernel Construction", SOSP 1995, "Address Spaces" (flush).
#pragma once

#include "kernel/abi/fpage.hpp"
#include "kernel/memory/source_page.hpp"

namespace kumquat {

/// What happens to a mapping.
enum class Change {
    read_only,  // it loses the right to write
    removal,
    separation,  // what is part of a 4 MB mapping becomes a mapping of its own: to grant it
};

/// What fpage_unmap can be told. Source: L4 Version 2 on i386, "fpage_unmap (int 0x32)".
struct UnmapMask {
    static constexpr uint32_t own_bit = 1u << 31, remove_bit = 1u << 1;

    bool own_too;  // the task's own mapping as well, not only what was derived from it
    Change change;

    static constexpr UnmapMask from(uint32_t word) {
        return {(word & own_bit) != 0,
                (word & remove_bit) != 0 ? Change::removal : Change::read_only};
    }
};

class UnmapOperation {
public:
    UnmapOperation() {}
    UnmapOperation(TaskNumber task, Fpage fpage, UnmapMask mask);

    /// Go on for some 2,000 instructions.
    /// \return  true: there is more to do
    /// Requires: the task is active.
    [[nodiscard]] bool step();

    /// There was no memory for a separation, which ended there.
    bool has_failed() const { return has_failed_; }

private:
    struct Portion;
    /// Where a walk is: see unmapping.cpp.
    struct Place {
        MappingNode* node;
        uint32_t position;
    };

    Portion portion_here() const;
    void go_to_next(const Portion& portion);
    uint32_t visit(const Portion& portion, uint32_t spent);
    bool must_split(const MappingNode& node, const Portion& portion) const;
    void look_below(const Portion& portion);
    void enter(MappingNode& child, const Portion& portion);
    bool treat(MappingNode& node, const Portion& portion);
    bool separate(MappingNode& node, uint32_t piece);
    bool treat_sigma0(const Portion& portion);

    // None of them has a value in an operation that was not begun.
    TaskNumber task_;
    UnmapMask mask_;
    bool has_failed_;
    uint32_t next_, end_;  // addresses in the task: what is left
    Place place_;          // below next_; stands only while the version stands
    MappingNode* heir_;    // of a piece that is being separated; stands as long
    uint32_t version_;     // of the database
};

}  // namespace kumquat
