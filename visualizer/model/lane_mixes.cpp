// lane_mixes.cpp -- slots, and the sums from which they are filled.
#include "lane_mixes.hpp"

namespace kumquat {

void LaneMixes::begin(const Model& model, uint64_t model_number, double column_time) {
    // While a picture is dragged, its scale changes by what rounding makes of it, no more.
    const bool is_same_scale =
        std::abs(column_time - column_time_) <= 1e-7 * column_time_;
    if (model_number != model_number_ || model.event_count() != event_count_ ||
        !is_same_scale || lanes_.size() > lanes_max) {
        lanes_.clear();
        column_time_ = column_time;
    }
    model_ = &model;
    model_number_ = model_number;
    event_count_ = model.event_count();
}

const Mix& LaneMixes::mix(uint32_t thread, int64_t column) {
    Lane& lane = lanes_[thread];
    Slot& slot = lane.slots[static_cast<size_t>(column & (slot_count - 1))];
    if (slot.column != column) {
        const auto begin = static_cast<int64_t>(time_of(column));
        const auto end = static_cast<int64_t>(time_of(column + 1));
        if (lane.summed_column != column) {
            lane.sum = model_->times_until(thread, begin);
        }
        const StateTimes before = lane.sum;
        lane.sum = model_->times_until(thread, end);
        lane.summed_column = column + 1;
        slot = {column, mix_between(before, lane.sum, end - begin)};
    }
    return slot.mix;
}

}  // namespace kumquat
