// journal.cpp -- from one moment to another by the shortest way.
#include "journal.hpp"

#include <algorithm>

namespace kumquat {

Cell Journal::allocate(size_t cells) {
    const size_t first = now_.size();
    now_.resize(first + cells);
    return static_cast<Cell>(first);
}

/// A snapshot costs as much as half of the changes since the last one, and to walk from one to
/// the next never takes much longer than to copy it.
void Journal::end_event() {
    ends_.push_back(static_cast<uint32_t>(changes_.size()));
    const size_t known =
        snapshots_.empty() ? 0 : changes_until(snapshots_.back().event);
    if (changes_.size() - known >= std::max(snapshot_distance_min, now_.size())) {
        snapshots_.push_back({event_count() - 1, now_});
    }
}

size_t Journal::distance(int64_t from, size_t changes) const {
    const size_t known = changes_until(from);
    return known < changes ? changes - known : known - changes;
}

const Journal::Snapshot* Journal::nearest_snapshot(size_t changes) const {
    const auto later =
        std::lower_bound(snapshots_.begin(), snapshots_.end(), changes,
                         [this](const Snapshot& snapshot, size_t wanted) {
                             return changes_until(snapshot.event) < wanted;
                         });
    const auto earlier = later == snapshots_.begin() ? snapshots_.end() : later - 1;
    const auto near = later == snapshots_.end() || (earlier != snapshots_.end() &&
                                                    distance(earlier->event, changes) <
                                                        distance(later->event, changes))
                          ? earlier
                          : later;
    return near == snapshots_.end() ? nullptr : &*near;
}

void Journal::seek(Moment& moment, int64_t event) const {
    const size_t wanted = changes_until(event);
    const Snapshot* const near = nearest_snapshot(wanted);
    constexpr size_t cells_for_a_change = 16;  // that can be copied in the same time
    if (near != nullptr &&
        distance(near->event, wanted) + near->cells.size() / cells_for_a_change <
            distance(moment.event, wanted)) {
        moment.cells = near->cells;
        moment.event = near->event;
    }
    moment.cells.resize(now_.size());
    const size_t known = changes_until(moment.event);
    const auto first =
        changes_.begin() + static_cast<std::ptrdiff_t>(std::min(known, wanted));
    const auto last =
        changes_.begin() + static_cast<std::ptrdiff_t>(std::max(known, wanted));
    for (auto change = first; change != last; ++change) {
        moment.cells[change->cell] ^= change->difference;
    }
    moment.event = event;
}

size_t Journal::bytes() const {
    size_t sum = changes_.size() * sizeof(Change) +
                 ends_.capacity() * sizeof(ends_[0]) +
                 now_.capacity() * sizeof(now_[0]);
    for (const Snapshot& snapshot : snapshots_) {
        sum += snapshot.cells.size() * sizeof(uint32_t);
    }
    return sum;
}

}  // namespace kumquat
