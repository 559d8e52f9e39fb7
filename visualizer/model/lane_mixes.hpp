// lane_mixes.hpp -- the mixes of all columns in sight, kept from one picture to the next.
// Its one idea: columns stand on a grid of time, not of the screen. A picture that is dragged
// shows the same columns elsewhere, and only those that come into sight are reckoned.
// Invariant: a slot holds the mix of the column that it names, or of none.
#pragma once

#include "lane_mix.hpp"

#include <cmath>
#include <map>
#include <vector>

namespace kumquat {

class LaneMixes {
public:
    /// Begin a picture. What was kept of another trace, or for another width, is forgotten.
    /// \param model_number  two models with the same number are the same
    /// \param column_time   how much time a column shows; at least that of a nanosecond's part
    void begin(const Model& model, uint64_t model_number, double column_time);

    int64_t column_at(double time) const {
        return static_cast<int64_t>(std::floor(time / column_time_));
    }
    /// Where a column begins.
    double time_of(int64_t column) const {
        return static_cast<double>(column) * column_time_;
    }
    /// The reference is good until the next call.
    const Mix& mix(uint32_t thread, int64_t column);

private:
    static constexpr int64_t slot_count = 1024;  // more columns than most screens show
    static constexpr size_t lanes_max = 200;     // more lanes than any screen shows

    struct Slot {
        int64_t column = INT64_MIN;
        Mix mix{};
    };
    struct Lane {
        std::vector<Slot> slots{static_cast<size_t>(slot_count)};
        int64_t summed_column = INT64_MIN;  // the times are known until its beginning
        StateTimes sum{};
    };

    const Model* model_ = nullptr;
    uint64_t model_number_ = ~uint64_t{0};
    int64_t event_count_ = 0;
    double column_time_ = 1;
    std::map<uint32_t, Lane> lanes_;  // by thread
};

}  // namespace kumquat
