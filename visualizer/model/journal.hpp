// journal.hpp -- memory that can be seen as it was after any event.
// Its one idea: the state is an array of cells, and a change of a cell is kept as the bits in
// which old and new value differ. To apply a change twice is to take it back, so going backward
// is literally the same work as going forward. Now and then the whole array is kept as well, so
// that no moment is far from one that is known.
// Invariant: the cells after event e are those after event e - 1, with the changes of e applied.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace kumquat {

/// Names a cell; 0 is never used, so that it can stand for "none".
using Cell = uint32_t;

/// The cells as they were after one event. Cells that did not exist then are zero.
struct Moment {
    int64_t event = -1;  // before_all_events
    std::vector<uint32_t> cells;

    uint32_t operator[](Cell cell) const {
        return cell < cells.size() ? cells[cell] : 0;
    }
};

class Journal {
public:
    // Writing: the latest moment.
    uint32_t operator[](Cell cell) const { return now_[cell]; }
    void set(Cell cell, uint32_t value) {
        if (const uint32_t difference = now_[cell] ^ value; difference != 0) {
            now_[cell] = value;
            changes_.push_back({cell, difference});
        }
    }
    /// So many new cells in a row, all zero. \return  the first of them
    Cell allocate(size_t cells);
    /// All changes since the last call are those of the next event.
    void end_event();

    // Reading.
    int64_t event_count() const { return static_cast<int64_t>(ends_.size()); }
    /// Bring a moment to another event: before_all_events to the latest one.
    void seek(Moment& moment, int64_t event) const;

    size_t cell_count() const { return now_.size(); }
    size_t change_count() const { return changes_.size(); }
    /// How much memory all this takes, about.
    size_t bytes() const;

private:
    struct Change {
        Cell cell;
        uint32_t difference;
    };
    struct Snapshot {
        int64_t event;
        std::vector<uint32_t> cells;
    };

    size_t changes_until(int64_t event) const {
        return event < 0 ? 0 : ends_[static_cast<size_t>(event)];
    }
    const Snapshot* nearest_snapshot(size_t changes) const;
    size_t distance(int64_t from, size_t changes) const;

    static constexpr size_t snapshot_distance_min = 1u << 15;  // changes

    std::vector<uint32_t> now_ = {0};
    std::deque<Change> changes_;
    std::vector<uint32_t> ends_;  // for each event: how many changes until behind it
    std::vector<Snapshot> snapshots_;
};

}  // namespace kumquat
