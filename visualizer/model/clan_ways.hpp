// clan_ways.hpp -- who may send to whom: clans and chiefs.
// Within a clan, and between a chief and its clan, a message goes straight to its receiver. One that
// leaves the clan goes to its chief; one that enters another clan to the outermost chief on the way.
// Source: Liedtke, "Clans & Chiefs", 1992; handouts/reference/l4-v2.md.
#pragma once

#include "instant.hpp"

namespace kumquat {

enum class WayKind : uint8_t { itself, direct, outward, inward };

struct Way {
    WayKind kind;
    uint32_t gets_it;  // the task that a message reaches
};

/// The way of a message between two active tasks, if the kernel has clans (CLANS=on).
Way way_between(const Instant& now, uint32_t from, uint32_t to);

/// Whether the kernel that wrote the trace has clans.
bool has_clans(const Trace& trace);

}  // namespace kumquat
