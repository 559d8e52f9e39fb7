// timeline_selection.cpp -- the selected event on the lanes; where it is not in sight, the way to it.
#include "timeline.hpp"

#include "message_painter.hpp"
#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <cmath>

namespace kumquat {

namespace {

bool is_before(const Session& session, const TimeScale& scale) {
    return static_cast<double>(session.model().event(session.selected()).time) <
           scale.begin;
}

bool is_behind(const Session& session, const TimeScale& scale) {
    return static_cast<double>(session.model().event(session.selected()).time) >
           scale.end;
}

std::string way_words(const Session& session, const TimeScale& scale) {
    const std::string event = "event " + with_thousands(session.selected() + 1);
    return is_before(session, scale) ? "← " + event : event + " →";
}

/// Where the arrow to the selected event stands: at the end of the lanes that is nearer to it. Of no
/// width: the event is in sight.
Rect way_place(const Ui& ui,
               const Session& session,
               const TimeScale& scale,
               const Rect& lanes) {
    const bool is_left = is_before(session, scale);
    if (!is_left && !is_behind(session, scale)) {
        return {lanes.min, lanes.min};
    }
    const float width =
        text_width(ui.fonts.small, way_words(session, scale)) + ui.px(16);
    const float x = is_left ? lanes.min.x + ui.px(6) : lanes.max.x - width - ui.px(6);
    const float y = lanes.min.y + ui.px(6);
    return {{x, y}, {x + width, y + ui.px(24)}};
}

void draw_way(const Ui& ui, const Rect& place, const std::string& words) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(place.min, place.max, ui.palette.accent_soft, ui.px(12));
    draw->AddRect(place.min, place.max, ui.palette.accent, ui.px(12), 0, ui.px(1));
    draw_text(ui.fonts.small,
              {place.min.x + ui.px(8),
               place.min.y + (place.height() - ui.fonts.small->FontSize) / 2},
              ui.palette.text, words);
}

}  // namespace

/// Requires: before the lanes take a click, since it lies over them.
void Timeline::take_way_to_selection(Session& session,
                                     const Ui& ui,
                                     const TimeScale& scale,
                                     const Rect& lanes) {
    const Rect place = way_place(ui, session, scale, lanes);
    if (place.width() > 0) {
        ImGui::SetCursorScreenPos(place.min);
        if (ImGui::InvisibleButton("way to the selection",
                                   {place.width(), place.height()})) {
            session.go_to(session.selected());
        }
    }
}

void Timeline::draw_selection(const Session& session,
                              const Ui& ui,
                              const TimeScale& scale,
                              std::span<const float> centres,
                              const Rect& lanes) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Model& model = session.model();
    const Event& event = model.event(session.selected());
    if (const Rect place = way_place(ui, session, scale, lanes); place.width() > 0) {
        draw_way(ui, place, way_words(session, scale));
        return;
    }
    const float x = std::round(scale.x_of(event.time)) + 0.5f;
    draw->AddLine({x, lanes.min.y}, {x, lanes.max.y}, faded(ui.palette.accent, 0.75f),
                  ui.px(1.5f));
    const size_t place = model.first_message_from(session.selected());
    const auto& messages = model.messages();
    if (place < messages.size() && messages[place].event == session.selected()) {
        const float from = centres[messages[place].sender];
        const float to = centres[messages[place].receiver];
        if (!std::isnan(from) && !std::isnan(to)) {
            draw_arrow(ui, x, from, to, ui.palette.accent, ui.px(2.4f));
        }
        return;
    }
    for (const uint32_t thread : model.threads_of(session.selected())) {
        const float y = centres[thread];
        if (!std::isnan(y)) {
            draw->AddCircleFilled({x, y}, ui.px(5), ui.palette.background, 20);
            draw->AddCircleFilled({x, y}, ui.px(4), ui.palette.accent, 20);
        }
    }
}

}  // namespace kumquat
