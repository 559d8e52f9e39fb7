// timeline_layout.cpp -- which rows there are, where each stands, and which stands where.
#include "timeline.hpp"

#include <algorithm>
#include <limits>

namespace kumquat {

/// The threads that the events found so far name.
void Timeline::find_lanes_shown(const Session& session) {
    const Search* const search = session.search();
    const std::string text = search == nullptr ? "" : search->text();
    const bool is_new = found_text_ != text ||
                        found_in_.size() != session.model().trace().threads.size() ||
                        (search != nullptr && found_seen_ > search->found().size());
    if (is_new) {
        found_text_ = text;
        found_seen_ = 0;
        found_in_.assign(session.model().trace().threads.size(), false);
    }
    for (; search != nullptr && found_seen_ < search->found().size(); ++found_seen_) {
        for (const uint32_t thread :
             session.model().threads_of(search->found()[found_seen_])) {
            found_in_[thread] = true;
        }
    }
}

bool Timeline::is_shown(const Session& session, uint32_t thread) const {
    return !session.shows_found_only || session.search() == nullptr ||
           found_in_[thread];
}

void Timeline::lay_out_pinned(const Session& session, const Ui& ui) {
    float y = 0;
    for (const uint32_t thread : session.pinned()) {
        for (const Lane& lane : session.model().lanes()) {
            if (lane.thread == thread) {
                rows_.push_back({y, &lane, false, true});
                y += ui.px(lane_height);
            }
        }
    }
    pinned_height_ = y > 0 ? y + ui.px(task_gap) : 0;
}

/// Where the lanes do not fit, and on a phone, tasks of one thread do without a header.
void Timeline::lay_out(const Session& session, const Ui& ui, float height) {
    const Model& model = session.model();
    if (model_ != session.model_number()) {
        model_ = session.model_number();
        collapsed_.clear();
        found_in_.clear();
    }
    thread_count_ = model.trace().threads.size();
    last_lane_ = model.lanes().empty() ? nullptr : &model.lanes().back();
    find_lanes_shown(session);
    is_compact_ = ui.is_phone;
    content_height_ = lay_out_lanes(session, ui, is_compact_);
    if (!is_compact_ && pinned_height_ + content_height_ > height) {
        is_compact_ = true;
        content_height_ = lay_out_lanes(session, ui, true);
    }
}

/// \return  how high all that scrolls is
float Timeline::lay_out_lanes(const Session& session, const Ui& ui, bool is_compact) {
    const Model& model = session.model();
    rows_.clear();
    lay_out_pinned(session, ui);
    float y = 0;
    uint32_t headed = no_index - 1;  // the task whose header stands already
    for (const Lane& lane : model.lanes()) {
        const bool is_pinned =
            std::find(session.pinned().begin(), session.pinned().end(), lane.thread) !=
            session.pinned().end();
        if (is_pinned || !is_shown(session, lane.thread)) {
            continue;
        }
        const bool needs_header = !is_compact || !lane.is_only_of_task;
        if (lane.task != headed) {
            y += y == 0 ? 0 : ui.px(task_gap);
        }
        if (lane.task != headed && needs_header) {
            rows_.push_back({y, &lane, true});
            y += ui.px(header_height);
        }
        headed = lane.task;
        if (!collapsed_.contains(lane.task)) {
            rows_.push_back({y, &lane, false});
            y += ui.px(lane_height);
        }
    }
    return y + ui.px(8);
}

/// y of each thread's lane; NaN: it has none, or it is far away.
std::vector<float> Timeline::centres_on_screen(const Ui& ui, const Rect& lanes) const {
    std::vector<float> centres(thread_count_, std::numeric_limits<float>::quiet_NaN());
    const float reach = ui.px(400);
    const float above =
        pinned_height_ > 0 ? lanes.min.y + pinned_height_ : lanes.min.y - reach;
    for (const Row& row : rows_) {
        const float height = ui.px(row.is_header ? header_height : lane_height);
        const float centre = top_of(row, lanes.min.y) + height / 2;
        if (!row.is_pinned && (centre < above || centre > lanes.max.y + reach)) {
            continue;
        }
        if (!row.is_header) {
            centres[row.lane->thread] = centre;
        } else if (collapsed_.contains(row.lane->task)) {
            for (const Lane* lane = row.lane; lane->task == row.lane->task; ++lane) {
                centres[lane->thread] = centre;
                if (lane == last_lane_) {
                    break;
                }
            }
        }
    }
    return centres;
}

const Timeline::Row* Timeline::row_at(const Ui& ui, float y, float lanes_top) const {
    for (const Row& row : rows_) {
        const float top = top_of(row, lanes_top);
        const bool is_hidden = !row.is_pinned && y < lanes_top + pinned_height_;
        if (y >= top && y < top + ui.px(row.is_header ? header_height : lane_height) &&
            !is_hidden) {
            return &row;
        }
    }
    return nullptr;
}

float Timeline::middle_of(const Ui& ui, const Row& row, float lanes_top) const {
    return top_of(row, lanes_top) +
           ui.px(row.is_header ? header_height : lane_height) / 2;
}

}  // namespace kumquat
