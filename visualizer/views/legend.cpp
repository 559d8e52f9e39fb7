// legend.cpp -- the key of colours and patterns below the timeline.
#include "legend.hpp"

#include "state_bar.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

namespace kumquat {

namespace {

constexpr LaneState shown[] = {LaneState::running, LaneState::ready,
                               LaneState::waiting_to_send,
                               LaneState::waiting_to_receive, LaneState::dead};
constexpr float row_height = 22, swatch = 26;

/// Visit each entry with its place, wrapping at the width. \return  the height used
template <typename Visit>
float lay_out(const Ui& ui, float width, Visit&& visit) {
    float x = ui.px(12), y = ui.px(4);
    for (const LaneState state : shown) {
        const float entry = ui.px(swatch) + ui.px(6) +
                            text_width(ui.fonts.small, state_name(state)) + ui.px(18);
        if (x + entry > width && x > ui.px(12)) {
            x = ui.px(12);
            y += ui.px(row_height);
        }
        visit(state, x, y);
        x += entry;
    }
    return y + ui.px(row_height) + ui.px(4);
}

}  // namespace

float Legend::height(const Ui& ui, float width) {
    return lay_out(ui, width, [](LaneState, float, float) {});
}

void Legend::draw(Session&, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.panel);
    draw->AddRectFilled(area.min, {area.max.x, area.min.y + ui.px(1)}, ui.palette.line);
    lay_out(ui, area.width(), [&](LaneState state, float x, float y) {
        const ImVec2 at{area.min.x + x, area.min.y + y};
        const float row = ui.px(row_height), bar = ui.px(12);
        const float top = at.y + (row - bar) / 2;
        draw_state_bar(ui, {{at.x, top}, {at.x + ui.px(swatch), top + bar}}, state);
        const Rect label{{at.x + ui.px(swatch) + ui.px(6), at.y},
                         {at.x + ui.px(150), at.y + row}};
        draw_text(ui.fonts.small,
                  {label.min.x, at.y + (row - ui.fonts.small->FontSize) / 2},
                  ui.palette.text_dim, state_name(state));
        if (Rect{at, label.max}.contains(ImGui::GetIO().MousePos) && !ui.is_phone) {
            show_tooltip(ui, state_name(state),
                         std::string(state_meaning(state)) + ".");
        }
    });
}

}  // namespace kumquat
