// timeline_input.cpp -- what the pointer does on the timeline.
#include "timeline.hpp"

#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

void Timeline::pinch(Session& session, float factor, float x) const {
    const TimeScale scale{session.view_begin(), session.view_end(), lanes_left_,
                          lanes_right_};
    session.zoom(static_cast<double>(factor), scale.time_at(x));
}

void Timeline::take_input(Session& session,
                          const Ui& ui,
                          const TimeScale& scale,
                          const Rect& lanes) {
    const ImGuiIO& io = ImGui::GetIO();
    const float scroll_max =
        std::max(0.0f, content_height_ - lanes.height() + pinned_height_);
    ImGui::SetCursorScreenPos(lanes.min);
    const bool is_released =
        ImGui::InvisibleButton("lanes", {lanes.width(), lanes.height()});
    const bool is_hovered = ImGui::IsItemHovered();
    if (is_hovered && io.MouseWheel != 0.0f) {
        if (io.KeyShift) {
            scroll_ -= io.MouseWheel * ui.px(40);
        } else {
            session.zoom(std::pow(1.25, static_cast<double>(io.MouseWheel)),
                         scale.time_at(io.MousePos.x));
        }
    }
    if (is_hovered && io.MouseWheelH != 0.0f) {
        session.pan(static_cast<double>(-io.MouseWheelH * ui.px(40)) *
                    scale.per_pixel());
    }
    if (ImGui::IsItemActive() &&
        ImGui::IsMouseDragging(ImGuiMouseButton_Left, ui.px(4))) {
        if (is_dragging_) {
            session.pan(static_cast<double>(-io.MouseDelta.x) * scale.per_pixel());
            scroll_ -= io.MouseDelta.y;
        }
        is_dragging_ = true;
    }
    scroll_ = std::clamp(scroll_, 0.0f, scroll_max);
    if (is_hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        session.zoom(4.0, scale.time_at(io.MousePos.x));
    } else if (is_released && !is_dragging_) {
        select_near(session, ui, scale, io.MousePos, lanes);
    }
    if (!ImGui::IsItemActive()) {
        is_dragging_ = false;
    }
    if (is_hovered && !is_dragging_ && !ui.is_phone) {
        explain(session, ui, scale, io.MousePos, lanes);
    }
}

void Timeline::take_gutter_input(Session& session, const Ui& ui, const Rect& gutter) {
    ImGui::SetCursorScreenPos(gutter.min);
    const bool is_clicked =
        ImGui::InvisibleButton("gutter", {gutter.width(), gutter.height()});
    if (ImGui::IsItemHovered()) {
        scroll_ -= ImGui::GetIO().MouseWheel * ui.px(40);
        const Row* const row = row_at(ui, ImGui::GetIO().MousePos.y, gutter.min.y);
        if (row != nullptr && !ui.is_phone) {
            show_tooltip(ui,
                         row->is_header
                             ? task_label(session.model().trace(), row->lane->task)
                             : thread_label(session.model().trace(), row->lane->thread),
                         row->is_header ? "click: fold its lanes, or show them"
                                        : "click: follow it · Shift and click: pin its "
                                          "lane to the top");
        }
    }
    if (!is_clicked) {
        return;
    }
    const Row* const row = row_at(ui, ImGui::GetIO().MousePos.y, gutter.min.y);
    if (row == nullptr) {
        return;
    }
    const uint32_t thread = row->lane->thread, task = row->lane->task;
    if (row->is_header) {
        if (collapsed_.erase(task) == 0) {
            collapsed_.insert(task);
        }
    } else if (ImGui::GetIO().KeyShift) {
        session.toggle_pin(thread);
    } else {
        session.follow(thread == session.followed() ? no_index : thread);
    }
}

void Timeline::select_near(Session& session,
                           const Ui& ui,
                           const TimeScale& scale,
                           ImVec2 point,
                           const Rect& lanes) {
    const Model& model = session.model();
    const Lane* const lane = lane_at(ui, point.y, lanes);
    const double time = scale.time_at(point.x);
    const int64_t middle =
        std::max<int64_t>(0, model.event_at(static_cast<int64_t>(time)));
    int64_t best = middle;
    double best_distance = 1e300;
    constexpr int64_t reach = 4000;  // events on either side
    for (int64_t i = std::max<int64_t>(0, middle - reach);
         i < std::min(model.event_count(), middle + reach); ++i) {
        const double distance =
            std::abs(static_cast<double>(model.event(i).time) - time);
        if (distance < best_distance &&
            (lane == nullptr || model.concerns(i, lane->thread))) {
            best = i;
            best_distance = distance;
        }
    }
    session.select(best);
}

void Timeline::explain(const Session& session,
                       const Ui& ui,
                       const TimeScale& scale,
                       ImVec2 point,
                       const Rect& lanes) {
    const Lane* const lane = lane_at(ui, point.y, lanes);
    if (lane == nullptr) {
        return;
    }
    const Model& model = session.model();
    const int64_t event = model.event_at(static_cast<int64_t>(scale.time_at(point.x)));
    const History<ThreadRecord>& history = model.history(lane->thread);
    const size_t place = history.place_after(event);
    const ThreadRecord record = history.after(event);
    std::string text = state_words(model.trace(), record);
    text += std::string(": ") + state_meaning(record) + ".";
    if (place > 0) {
        const int64_t from = model.event(history.changes()[place - 1].event).time;
        const bool is_last = place == history.changes().size();
        const int64_t to = is_last ? model.end_time()
                                   : model.event(history.changes()[place].event).time;
        text += "\nt " + with_thousands(from) + " to " +
                (is_last ? "the end" : with_thousands(to)) + ", " +
                with_thousands(to - from) + " instructions";
        const bool is_idle = model.trace().threads[lane->thread].id == "0.0";
        text += is_idle ? std::string{"\nbelow all priorities"}
                        : "\npriority " + std::to_string(record.priority);
    }
    show_tooltip(ui, thread_label(model.trace(), lane->thread), text);
}

}  // namespace kumquat
