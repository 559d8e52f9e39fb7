// timeline_input.cpp -- what the pointer does on the timeline.
#include "timeline.hpp"

#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

/// The state that a thread has after an event: what it means, from when to when, how urgent it is.
std::string bar_words(const Model& model, uint32_t thread, int64_t event) {
    const History<ThreadRecord>& history = model.history(thread);
    const int64_t since = history.since(event);
    const ThreadRecord record = history.after(event);
    std::string text = state_words(model.trace(), record);
    text += std::string(": ") + state_meaning(record) + ".";
    if (since == before_all_events) {
        return text;
    }
    const int64_t from = model.event(since).time;
    const std::optional<int64_t> until = history.until(event);
    const int64_t to = until ? model.event(*until).time : model.end_time();
    text += "\nt " + with_thousands(from) + " to " +
            (until ? with_thousands(to) : "the end") + ", " +
            with_thousands(to - from) + " instructions (" +
            with_thousands((to - from) / 1000) + " µs)";
    const bool is_idle = model.trace().threads[thread].id == "0.0";
    text += is_idle ? std::string{"\nbelow all priorities"}
                    : "\npriority " + std::to_string(record.priority);
    return text;
}

}  // namespace

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
    take_way_to_selection(session, ui, scale, lanes);
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
            const float top = top_of(*row, gutter.min.y);
            show_tooltip(
                ui, {{gutter.min.x, top}, {gutter.max.x, top + ui.px(lane_height)}},
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

/// A sign that is pointed at, or the nearest event of the thread; where there is none for some
/// pixels, the one with which its state began, however far away that is.
int64_t Timeline::event_meant(const Session& session,
                              const Ui& ui,
                              const TimeScale& scale,
                              LanePoint point) {
    const Model& model = session.model();
    if (const Sign* const sign = sign_at(ui, session, scale, point)) {
        return sign->event;
    }
    const double time = scale.time_at(point.x);
    const int64_t middle = model.event_at(static_cast<int64_t>(time));
    constexpr int64_t reach = 4000;  // events on either side
    int64_t best = before_all_events;
    double best_distance = scale.per_pixel() * static_cast<double>(ui.px(8));
    for (int64_t i = std::max<int64_t>(0, middle - reach);
         i < std::min(model.event_count(), middle + reach); ++i) {
        const double distance =
            std::abs(static_cast<double>(model.event(i).time) - time);
        if (distance < best_distance && model.concerns(i, point.thread)) {
            best = i;
            best_distance = distance;
        }
    }
    if (best != before_all_events) {
        return best;
    }
    const auto& changes = model.history(point.thread).changes();
    const size_t place = model.history(point.thread).place_after(middle);
    return changes.empty() ? std::max<int64_t>(0, middle)
                           : int64_t{changes[place == 0 ? 0 : place - 1].event};
}

void Timeline::select_near(Session& session,
                           const Ui& ui,
                           const TimeScale& scale,
                           ImVec2 point,
                           const Rect& lanes) {
    const Row* const row = row_at(ui, point.y, lanes.min.y);
    if (row == nullptr || row->is_header) {  // no lane: whatever is near
        const int64_t near =
            session.model().event_at(static_cast<int64_t>(scale.time_at(point.x)));
        session.select(std::max<int64_t>(0, near));
        return;
    }
    const LanePoint at{row->lane->thread, point.x,
                       point.y - middle_of(ui, *row, lanes.min.y)};
    if (const Finding* const finding = finding_at(ui, session, scale, at)) {
        session.go_to_finding(static_cast<size_t>(finding - session.findings().data()));
    } else {
        session.select_of(at.thread, event_meant(session, ui, scale, at));
    }
}

void Timeline::explain(const Session& session,
                       const Ui& ui,
                       const TimeScale& scale,
                       ImVec2 point,
                       const Rect& lanes) {
    const Row* const row = row_at(ui, point.y, lanes.min.y);
    if (row == nullptr || row->is_header) {
        return;
    }
    const Model& model = session.model();
    const float top = top_of(*row, lanes.min.y);
    const Rect about{{lanes.min.x, top}, {lanes.max.x, top + ui.px(lane_height)}};
    const LanePoint at{row->lane->thread, point.x,
                       point.y - middle_of(ui, *row, lanes.min.y)};
    if (const Finding* const finding = finding_at(ui, session, scale, at)) {
        show_tooltip(ui, about, finding_told(model, *finding), {});
    } else if (const Sign* const sign = sign_at(ui, session, scale, at)) {
        const EventWords words = words_of(model, sign->event);
        std::string text = "t " + with_thousands(model.event(sign->event).time);
        for (const std::string& detail : words.details) {
            text += "\n" + detail;
        }
        show_tooltip(ui, about, words.headline, text);
    } else {
        const int64_t event =
            model.event_at(static_cast<int64_t>(scale.time_at(point.x)));
        show_tooltip(ui, about, thread_label(model.trace(), at.thread),
                     bar_words(model, at.thread, event));
    }
}

}  // namespace kumquat
