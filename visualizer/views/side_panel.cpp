// side_panel.cpp -- one sheet, its height, and where it scrolls to by itself.
#include "side_panel.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

bool has_question(const Session& session) {
    return session.measured() != nullptr || session.followed() != no_index;
}

float SidePanel::draw(Session& session, const Ui& ui, const Rect& most, float least) {
    const float height = std::floor(std::min(std::max(needed_, least), most.height()));
    const Rect area{most.min, {most.max.x, most.min.y + height}};
    Sheet sheet{ui, area, "side"};
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.panel);
    event_panel_.draw(sheet, session);
    const float answer = sheet.y();
    if (has_question(session)) {
        draw->AddRectFilled({area.min.x, answer}, {area.max.x, answer + ui.px(1)},
                            ui.palette.line);
    }
    if (session.measured() != nullptr) {
        span_panel_.draw(sheet, session);
    } else if (session.followed() != no_index) {
        reasons_.draw(sheet, session);
    }
    draw->AddRectFilled({area.min.x, area.max.y - ui.px(1)}, area.max, ui.palette.line);
    needed_ = sheet.whole_height();
    scroll_to_news(session, answer - area.min.y + ImGui::GetScrollY());
    return height;
}

/// Another event: to its words. The same event, and a thread that was not followed: to the answer.
/// \param answer  where that begins on the sheet
void SidePanel::scroll_to_news(const Session& session, float answer) {
    if (shown_event_ != session.selected()) {
        ImGui::SetScrollY(0);
    } else if (shown_thread_ != session.followed()) {
        ImGui::SetScrollY(session.followed() == no_index ? 0 : answer);
    }
    shown_event_ = session.selected();
    shown_thread_ = session.followed();
}

}  // namespace kumquat
