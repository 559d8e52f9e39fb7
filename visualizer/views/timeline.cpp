// timeline.cpp -- drawing rows, and what lies over them. Layout: timeline_layout.cpp.
#include "timeline.hpp"

#include "endless_painter.hpp"
#include "lane_painter.hpp"
#include "message_painter.hpp"
#include "sign_painter.hpp"
#include "span_painter.hpp"
#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kumquat {

namespace {

float gutter_width(const Ui& ui) { return ui.px(ui.is_phone ? 106 : 156); }

/// What stands in the margin, and what the axis counts.
void draw_gutter_head(const Ui& ui, const Rect& place) {
    const float y = place.min.y + ui.px(4);
    draw_text(ui.fonts.small, {place.min.x + ui.px(12), y}, ui.palette.text_dim,
              "instructions");
    if (!ui.is_phone) {
        const float width = text_width(ui.fonts.small, "priority");
        draw_text(ui.fonts.small, {place.max.x - ui.px(10) - width, y},
                  ui.palette.text_dim, "priority");
    }
}

/// The priority that a thread has after the selected event; empty: it has none.
std::string priority_words(const Session& session, uint32_t thread) {
    const ThreadRecord record = session.model().state_after(thread, session.selected());
    const bool is_idle = session.model().trace().threads[thread].id == "0.0";
    return is_idle || record.state == LaneState::not_there
               ? std::string{}
               : std::to_string(record.priority);
}

/// The lanes of a task in one row, thin, one below the other.
void draw_folded(const Ui& ui,
                 const Model& model,
                 LaneMixes& mixes,
                 uint32_t task,
                 const TimeScale& scale,
                 const Rect& row) {
    std::vector<uint32_t> threads;
    for (const Lane& lane : model.lanes()) {
        if (lane.task == task) {
            threads.push_back(lane.thread);
        }
    }
    ImGui::GetWindowDrawList()->PushClipRect(row.min, row.max, true);
    const float height =
        std::max(ui.px(2), row.height() / static_cast<float>(threads.size()));
    float y = row.min.y;
    for (const uint32_t thread : threads) {
        if (y >= row.max.y) {
            break;
        }
        draw_lane(ui, model, mixes, thread, scale,
                  {{row.min.x, y}, {row.max.x, y + height}});
        y += height;
    }
    ImGui::GetWindowDrawList()->PopClipRect();
}

}  // namespace

void Timeline::draw(Session& session, const Ui& ui, const Rect& area) {
    if (!session.has_events()) {
        return;
    }
    lay_out(session, ui, area.height() - ui.px(axis_height));
    const float left = area.min.x + gutter_width(ui);
    const Rect axis{{left, area.min.y}, {area.max.x, area.min.y + ui.px(axis_height)}};
    const Rect lanes{{left, axis.max.y}, area.max};
    lanes_left_ = left;
    lanes_right_ = area.max.x;
    TimeScale scale{session.view_begin(), session.view_end(), left, area.max.x};
    take_input(session, ui, scale, lanes);
    take_gutter_input(session, ui, {{area.min.x, lanes.min.y}, {left, area.max.y}});
    scale.begin = session.view_begin();
    scale.end = session.view_end();

    mixes_.begin(session.model(), session.model_number(),
                 scale.per_pixel() * static_cast<double>(ui.px(mix_column_width)));

    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.background);
    draw_gutter_head(ui, {{area.min.x, axis.min.y}, {left, axis.max.y}});
    draw_time_axis(ui, scale, axis, lanes);
    draw->PushClipRect({area.min.x, lanes.min.y}, area.max, true);
    draw_rows(session, ui, scale, {{area.min.x, lanes.min.y}, area.max});
    draw->PopClipRect();

    const std::vector<float> centres = centres_on_screen(ui, lanes);
    draw->PushClipRect(lanes.min, lanes.max, true);
    draw_endless_waits(ui, session, scale, centres);
    draw_messages(ui, session.model(), scale, centres);
    draw_long_messages(ui, session.model(), scale, centres);
    draw_signs(ui, session, scale, centres);
    if (session.measured() == nullptr) {
        draw_causes(session, ui, scale, centres);
    }
    draw_critical_path(session, ui, scale, centres);
    draw_found(session, ui, scale, centres);
    draw_selection(session, ui, scale, centres, lanes);
    draw_findings(ui, session, scale, centres);
    draw->PopClipRect();
    draw_marks(session, ui, scale, axis, lanes);
    draw_more_below(ui, {{area.min.x, lanes.min.y}, area.max});
    draw->AddRectFilled({area.min.x, axis.max.y - ui.px(1)}, {area.max.x, axis.max.y},
                        ui.palette.line);
}

void Timeline::draw_rows(const Session& session,
                         const Ui& ui,
                         const TimeScale& scale,
                         const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    for (const bool is_pinned : {true, false}) {
        const Rect part{{area.min.x, area.min.y + (is_pinned ? 0 : pinned_height_)},
                        area.max};
        draw->PushClipRect(part.min, part.max, true);
        for (const Row& row : rows_) {
            const float y = top_of(row, area.min.y);
            if (row.is_pinned == is_pinned && y + ui.px(lane_height) >= part.min.y &&
                y <= part.max.y) {
                draw_row(session, ui, scale, row, part, y);
            }
        }
        draw->PopClipRect();
    }
    if (pinned_height_ > 0) {
        const float y = area.min.y + pinned_height_ - ui.px(task_gap / 2);
        draw->AddRectFilled({area.min.x, y}, {area.max.x, y + ui.px(1)},
                            ui.palette.text_dim);
    }
}

/// Says how many lanes there are below the last one that is seen.
void Timeline::draw_more_below(const Ui& ui, const Rect& area) const {
    size_t hidden = 0;
    for (const Row& row : rows_) {
        const float middle = top_of(row, area.min.y) + ui.px(lane_height / 2);
        hidden += !row.is_header && middle > area.max.y ? 1 : 0;
    }
    if (hidden == 0) {
        return;
    }
    const std::string text = "↓ " + with_thousands(static_cast<int64_t>(hidden)) +
                             (hidden == 1 ? " lane more" : " lanes more");
    const float width = text_width(ui.fonts.small, text) + ui.px(16);
    const ImVec2 corner{area.max.x - width - ui.px(8), area.max.y - ui.px(28)};
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(corner, {corner.x + width, corner.y + ui.px(22)},
                        ui.palette.raised, ui.px(11));
    draw_text(ui.fonts.small, {corner.x + ui.px(8), corner.y + ui.px(4)},
              ui.palette.text, text);
}

void Timeline::draw_row(const Session& session,
                        const Ui& ui,
                        const TimeScale& scale,
                        const Row& row,
                        const Rect& area,
                        float y) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Model& model = session.model();
    const float gutter = scale.left - area.min.x;
    if (row.is_header) {
        const float height = ui.px(header_height);
        const bool is_folded = collapsed_.contains(row.lane->task);
        draw->AddRectFilled({area.min.x, y}, {area.max.x, y + height},
                            faded(ui.palette.raised, 0.6f));
        draw_text(
            ui.fonts.strong,
            {area.min.x + ui.px(12), y + (height - ui.fonts.strong->FontSize) / 2},
            ui.palette.text, task_label(model.trace(), row.lane->task),
            (is_folded ? gutter : area.width()) - ui.px(16));
        if (is_folded) {
            draw_folded(
                ui, model, mixes_, row.lane->task, scale,
                {{scale.left, y + ui.px(4)}, {area.max.x, y + height - ui.px(4)}});
        }
        return;
    }
    const uint32_t thread = row.lane->thread;
    const float height = ui.px(lane_height);
    if (row.lane
            ->is_only_of_task) {  // tells it from the task above where it has no header
        draw->AddRectFilled({area.min.x, y - ui.px(task_gap / 2)},
                            {area.max.x, y - ui.px(task_gap / 2) + ui.px(1)},
                            is_compact_ ? ui.palette.line : 0);
    }
    const auto& involved = model.threads_of(session.selected());
    const bool is_involved =
        std::find(involved.begin(), involved.end(), thread) != involved.end();
    const std::string id = thread_id(model.trace(), thread);
    const float id_y = y + (height - ui.fonts.mono->FontSize) / 2;
    const float id_x = area.min.x + ui.px(12);
    if (thread == session.followed()) {
        draw->AddRectFilled({area.min.x, y}, {area.min.x + gutter, y + height},
                            ui.palette.accent_soft);
        draw->AddRectFilled({area.min.x, y}, {area.min.x + ui.px(3), y + height},
                            ui.palette.accent);
    }
    draw_text(ui.fonts.mono, {id_x, id_y},
              is_involved ? ui.palette.accent : ui.palette.text, id);
    const float name_x =
        id_x + std::max(text_width(ui.fonts.mono, id) + ui.px(8), ui.px(36));
    const ImFont* const font = ui.is_phone ? ui.fonts.small : ui.fonts.body;
    float name_end = area.min.x + gutter - ui.px(4);
    if (!ui.is_phone) {
        const std::string priority = priority_words(session, thread);
        const ImFont* const small = ui.fonts.small;
        name_end = area.min.x + gutter - ui.px(10) - text_width(small, priority);
        draw_text(small, {name_end, y + (height - small->FontSize) / 2},
                  ui.palette.text_dim, priority);
        name_end -= ui.px(8);
    }
    draw_text(font, {name_x, y + (height - font->FontSize) / 2}, ui.palette.text_dim,
              as_label(model.trace().threads[thread].name), name_end - name_x);
    const float top = std::round(y + (height - ui.px(bar_height)) / 2);
    draw->PushClipRect({scale.left, area.min.y}, area.max, true);
    draw_lane(ui, model, mixes_, thread, scale,
              {{scale.left, top}, {area.max.x, top + ui.px(bar_height)}});
    draw->PopClipRect();
}

/// Underline what was found, where it happened.
void Timeline::draw_found(const Session& session,
                          const Ui& ui,
                          const TimeScale& scale,
                          std::span<const float> centres) {
    const Search* const search = session.search();
    if (search == nullptr) {
        return;
    }
    const Model& model = session.model();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const auto& found = search->found();
    const float half = ui.px(2);
    float x = scale.left;
    while (x < scale.right) {  // one event stands for those of its column of pixels
        const int64_t before = model.event_at(static_cast<int64_t>(scale.time_at(x)));
        const size_t place = search->rank_of(before);
        if (place >= found.size()) {
            return;
        }
        const float at = scale.x_of(model.event(found[place]).time);
        if (at > scale.right) {
            return;
        }
        const size_t shown_max = std::min(found.size(), place + 40);
        for (size_t i = place; i < shown_max; ++i) {
            const float here = scale.x_of(model.event(found[i]).time);
            if (here > at + 2 * half) {
                break;
            }
            for (const uint32_t thread : model.threads_of(found[i])) {
                const float y = centres[thread];
                if (std::isnan(y)) {
                    continue;
                }
                draw->AddRectFilled({here - half, y + ui.px(8)},
                                    {here + half, y + ui.px(12)}, ui.palette.accent);
            }
        }
        x = std::max(x + 1, at + 2 * half);
    }
}

/// Along the lanes while a thread runs on, across them where it wakes the next.
void Timeline::draw_causes(const Session& session,
                           const Ui& ui,
                           const TimeScale& scale,
                           std::span<const float> centres) {
    if (session.followed() >= centres.size()) {
        return;
    }
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Model& model = session.model();
    float woken_y = std::numeric_limits<float>::quiet_NaN();
    float drawn_x =
        std::numeric_limits<float>::infinity();  // of the latest line across
    for (const Cause& cause : chain_.of(session)) {
        const float y = centres[cause.thread];
        const float x0 = scale.x_of(model.event(cause.from).time);
        const float x1 = scale.x_of(model.event(cause.to).time);
        if (!std::isnan(y)) {
            draw->AddRectFilled({x0, y + ui.px(9)},
                                {std::max(x1, x0 + 1), y + ui.px(11)},
                                ui.palette.accent);
        }
        // To the one that this thread woke; not so many that they hide the lanes.
        if (!std::isnan(y + woken_y) && drawn_x - x1 >= ui.px(7)) {
            draw->AddLine({x1, y + ui.px(10)}, {x1, woken_y + ui.px(10)},
                          ui.palette.accent, ui.px(1.5f));
            drawn_x = x1;
        }
        woken_y = y;
    }
}

}  // namespace kumquat
