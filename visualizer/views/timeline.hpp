// timeline.hpp -- a lane per thread, grouped by task; messages as arrows between lanes.
// Wheel zooms at the pointer, dragging pans, double click zooms in, a click selects a sign or an
// event of the lane that is near, or the one where the bar begins. In the margin, a click on a thread follows it: then the chain of those who
// set it going is drawn across the lanes; a click on a task folds it. Pinned lanes stay at the
// top. Between marks the critical path is drawn; what a search finds is underlined.
#pragma once

#include "followed_chain.hpp"
#include "sign_painter.hpp"
#include "time_scale.hpp"
#include "view.hpp"
#include "visualizer/model/lane_mixes.hpp"

#include <set>
#include <span>
#include <vector>

namespace kumquat {

class Timeline : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

    /// Two fingers moved apart (factor > 1) or together, around a point of the screen.
    void pinch(Session& session, float factor, float x) const;

private:
    static constexpr float axis_height = 24, lane_height = 26, bar_height = 16,
                           header_height = 24, task_gap = 6;

    struct Row {
        float y;  // top, before scrolling
        const Lane* lane;
        bool is_header;
        bool is_pinned = false;  // stands above what scrolls
    };

    void lay_out(const Session& session, const Ui& ui, float height);
    float lay_out_lanes(const Session& session, const Ui& ui, bool is_compact);
    void lay_out_pinned(const Session& session, const Ui& ui);
    void find_lanes_shown(const Session& session);
    bool is_shown(const Session& session, uint32_t thread) const;
    std::vector<float> centres_on_screen(const Ui& ui, const Rect& lanes) const;
    float top_of(const Row& row, float lanes_top) const {
        return lanes_top + row.y + (row.is_pinned ? 0 : pinned_height_ - scroll_);
    }
    void take_input(Session& session,
                    const Ui& ui,
                    const TimeScale& scale,
                    const Rect& lanes);
    void draw_rows(const Session& session,
                   const Ui& ui,
                   const TimeScale& scale,
                   const Rect& area);
    void draw_more_below(const Ui& ui, const Rect& area) const;
    void draw_row(const Session& session,
                  const Ui& ui,
                  const TimeScale& scale,
                  const Row& row,
                  const Rect& area,
                  float y);
    void take_gutter_input(Session& session, const Ui& ui, const Rect& gutter);
    void draw_causes(const Session& session,
                     const Ui& ui,
                     const TimeScale& scale,
                     std::span<const float> centres);
    static void take_way_to_selection(Session& session,
                                      const Ui& ui,
                                      const TimeScale& scale,
                                      const Rect& lanes);
    void draw_selection(const Session& session,
                        const Ui& ui,
                        const TimeScale& scale,
                        std::span<const float> centres,
                        const Rect& lanes);
    void select_near(Session& session,
                     const Ui& ui,
                     const TimeScale& scale,
                     ImVec2 point,
                     const Rect& lanes);
    static int64_t event_meant(const Session& session,
                               const Ui& ui,
                               const TimeScale& scale,
                               LanePoint point);
    void explain(const Session& session,
                 const Ui& ui,
                 const TimeScale& scale,
                 ImVec2 point,
                 const Rect& lanes);
    static void draw_found(const Session& session,
                           const Ui& ui,
                           const TimeScale& scale,
                           std::span<const float> centres);
    const Row* row_at(const Ui& ui, float y, float lanes_top) const;
    float middle_of(const Ui& ui, const Row& row, float lanes_top) const;

    std::vector<Row> rows_;
    LaneMixes mixes_;
    FollowedChain chain_;
    size_t thread_count_ = 0;
    const Lane* last_lane_ = nullptr;
    std::set<uint32_t> collapsed_;  // tasks: one row for all threads
    uint64_t model_ = 0;            // whose tasks they are
    std::vector<bool> found_in_;  // by thread: a search has found something in its lane
    std::string found_text_;      // what was looked for,
    size_t found_seen_ = 0;       // as far as they have been looked at
    float content_height_ = 0.0f, pinned_height_ = 0.0f, scroll_ = 0.0f;
    float lanes_left_ = 0.0f, lanes_right_ = 1.0f;
    bool is_dragging_ = false;
    bool is_compact_ = false;  // tasks of one thread have no header: there are many
};

}  // namespace kumquat
