// span_painter.cpp -- marks, spans, path.
#include "span_painter.hpp"

#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

/// The time between two marks, on a line with ends, if there is room for it.
void draw_span(const Ui& ui, float x0, float x1, float y, int64_t time) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImU32 colour = ui.palette.accent;
    const std::string label = with_thousands(time);
    const float width = text_width(ui.fonts.small, label);
    draw->AddRectFilled({x0, y - ui.px(0.5f)}, {x1, y + ui.px(0.5f)}, colour);
    for (const float x : {x0, x1}) {
        draw->AddRectFilled({x - ui.px(0.5f), y - ui.px(4)},
                            {x + ui.px(0.5f), y + ui.px(4)}, colour);
    }
    const float middle =
        std::clamp((x0 + x1) / 2, x0 + width / 2 + ui.px(6), 1e6f) - width / 2;
    const float height = ui.fonts.small->FontSize + ui.px(2);
    const float left = x1 - x0 > width + ui.px(12) ? middle : x1 + ui.px(6);
    draw->AddRectFilled({left - ui.px(4), y - height / 2},
                        {left + width + ui.px(4), y + height / 2},
                        ui.palette.background, ui.px(3));
    draw_text(ui.fonts.small, {left, y - ui.fonts.small->FontSize / 2}, ui.palette.text,
              label);
}

}  // namespace

void draw_marks(const Session& session,
                const Ui& ui,
                const TimeScale& scale,
                const Rect& axis,
                const Rect& lanes) {
    const std::vector<int64_t>& marks = session.marks();
    const Model& model = session.model();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->PushClipRect({axis.min.x, axis.min.y}, lanes.max, true);
    const auto x_of = [&](int64_t event) {
        return std::round(scale.x_of(model.event(event).time)) + 0.5f;
    };
    if (marks.size() >= 2) {
        draw->AddRectFilled({x_of(marks.front()), lanes.min.y},
                            {x_of(marks.back()), lanes.max.y},
                            faded(ui.palette.accent, 0.05f));
    }
    for (size_t i = 0; i < marks.size(); ++i) {
        const float x = x_of(marks[i]);
        const std::string number = std::to_string(i + 1);
        const float half = text_width(ui.fonts.small, number) / 2 + ui.px(4);
        draw->AddLine({x, axis.max.y}, {x, lanes.max.y},
                      faded(ui.palette.accent, 0.55f), ui.px(1));
        draw->AddRectFilled({x - half, axis.min.y + ui.px(3)},
                            {x + half, axis.max.y - ui.px(2)}, ui.palette.accent,
                            ui.px(4));
        draw_text(ui.fonts.small,
                  {x - half + ui.px(4),
                   axis.min.y + (axis.height() - ui.fonts.small->FontSize) / 2},
                  ui.palette.background, number);
    }
    for (size_t i = 1; i < marks.size(); ++i) {
        draw_span(ui, x_of(marks[i - 1]), x_of(marks[i]), lanes.max.y - ui.px(14),
                  model.event(marks[i]).time - model.event(marks[i - 1]).time);
    }
    draw->PopClipRect();
}

void draw_path_bar(
    const Ui& ui, PathPart::Kind kind, float x0, float x1, float y, ImU32 colour) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float thick = ui.px(kind == PathPart::Kind::runs ? 3 : 2);
    const float dash = kind == PathPart::Kind::runs      ? x1 - x0
                       : kind == PathPart::Kind::held_up ? ui.px(6)
                                                         : ui.px(2);
    const float gap = kind == PathPart::Kind::runs      ? 1.0f
                      : kind == PathPart::Kind::held_up ? ui.px(4)
                                                        : ui.px(3);
    const float left = draw->GetClipRectMin().x, right = draw->GetClipRectMax().x;
    float x = x0;
    if (x0 < left && dash < x1 - x0) {
        x += std::floor((left - x0) / (dash + gap)) * (dash + gap);
    }
    for (; x < std::min(x1, right); x += dash + gap) {
        draw->AddRectFilled({x, y}, {std::min(x + std::max(dash, 1.0f), x1), y + thick},
                            colour);
    }
}

void draw_critical_path(const Session& session,
                        const Ui& ui,
                        const TimeScale& scale,
                        std::span<const float> centres) {
    const MeasuredSpan* const span = session.measured();
    if (span == nullptr) {
        return;
    }
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Model& model = session.model();
    const ImU32 colour = ui.palette.accent;
    float before_y = std::numeric_limits<float>::quiet_NaN();
    float drawn_x =
        -1e9f;  // of the latest line across: not so many that they hide the lanes
    for (const PathPart& part : span->path) {
        const float y = centres[part.thread] + ui.px(9);
        const float x0 = scale.x_of(model.event(part.from).time);
        const float x1 = std::max(scale.x_of(model.event(part.to).time), x0 + ui.px(1));
        if (!std::isnan(y) && x1 >= scale.left && x0 <= scale.right) {
            draw_path_bar(ui, part.kind, x0, x1, y, colour);
        }
        if (part.is_woken && !std::isnan(y + before_y) && x0 - drawn_x >= ui.px(5)) {
            draw->AddLine({x0, before_y + ui.px(1)}, {x0, y + ui.px(1)}, colour,
                          ui.px(1.5f));
            drawn_x = x0;
        }
        before_y = y;
    }
}

}  // namespace kumquat
