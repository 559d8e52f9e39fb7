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

/// What fpage_unmap can be told. Source: L4 Version 2 on i386, "fpage_unmap (int 0x32)".
struct UnmapMask {
    static constexpr uint32_t own_bit = 1u << 31, remove_bit = 1u << 1;

    bool own_too;  // the task's own mapping as well, not only what was derived from it
    bool removes;  // the mapping; otherwise only the right to write

    static constexpr UnmapMask from(uint32_t word) {
        return {(word & own_bit) != 0, (word & remove_bit) != 0};
    }
};

class UnmapOperation {
public:
    UnmapOperation() = default;
    UnmapOperation(TaskNumber task, Fpage fpage, UnmapMask mask);

    /// Go on for some 2,000 instructions.
    /// \return  true: there is more to do
    /// Requires: the task is active.
    [[nodiscard]] bool step();

private:
    struct Portion;
    /// Where a walk is: see unmapping.cpp.
    struct Place {
        MappingNode* node = nullptr;
        uint32_t position = 0;
    };

    Portion portion_here() const;
    uint32_t visit(const Portion& portion);
    bool must_split(const MappingNode& node, const Portion& portion) const;
    void look_below(const Portion& portion);
    void enter(MappingNode& child, const Portion& portion);
    bool treat(MappingNode& node, const Portion& portion);
    bool treat_sigma0(const Portion& portion);

    TaskNumber task_;
    UnmapMask mask_{false, false};
    uint32_t next_ = 0, end_ = 0;  // addresses in the task: what is left
    Place place_;                  // below next_; stands only while the version stands
    uint32_t version_ = 0;         // of the database
};

}  // namespace kumquat
