// clan_ways.cpp -- up from the receiver, until the sender's own clan is reached.
#include "clan_ways.hpp"

#include <algorithm>

namespace kumquat {

Way way_between(const Instant& now, uint32_t from, uint32_t to) {
    if (from == to) {
        return {WayKind::itself, to};
    }
    const uint32_t chief = now.task(from).chief;
    if (chief == to) {
        return {WayKind::direct, to};
    }
    // A student's kernel may tell of circles of chiefs: nobody has so many.
    constexpr int depth_max = 1'000;
    uint32_t above = to;
    for (int depth = 0; depth < depth_max && above != no_index; ++depth) {
        const uint32_t its_chief = now.task(above).chief;
        if (its_chief == from || its_chief == chief) {
            return {above == to ? WayKind::direct : WayKind::inward, above};
        }
        above = its_chief == above ? no_index : its_chief;
    }
    return {WayKind::outward, chief};
}

bool has_clans(const Trace& trace) {
    return std::find(trace.build.begin(), trace.build.end(),
                     std::pair<std::string, std::string>{"CLANS", "on"}) !=
           trace.build.end();
}

}  // namespace kumquat
