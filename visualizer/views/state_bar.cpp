// state_bar.cpp -- colours and patterns of states.
#include "state_bar.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

/// Parallel lines over a bar, cut off at its ends. \param rise  +1 for "/", -1 for "\"
void draw_hatching(
    const Ui& ui, const Rect& bar, float rise, float distance, ImU32 colour) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float height = bar.height();
    const float first = std::floor((bar.min.x - height) / distance) * distance;
    for (float x = first; x < bar.max.x; x += distance) {
        const float left = std::max(x, bar.min.x);
        const float right = std::min(x + height, bar.max.x);
        if (right - left < 1.0f) {
            continue;
        }
        const float y_left = rise > 0 ? bar.max.y - (left - x) : bar.min.y + (left - x);
        const float y_right =
            rise > 0 ? bar.max.y - (right - x) : bar.min.y + (right - x);
        draw->AddLine({left, y_left}, {right, y_right}, colour, ui.px(1.4f));
    }
}

void draw_dots(const Ui& ui, const Rect& bar, ImU32 colour) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float distance = ui.px(7), size = ui.px(2);
    const float y = std::floor((bar.min.y + bar.max.y - size) / 2);
    for (float x = std::ceil(bar.min.x / distance) * distance; x + size < bar.max.x;
         x += distance) {
        draw->AddRectFilled({x, y}, {x + size, y + size}, colour);
    }
}

}  // namespace

void draw_state_bar(const Ui& ui, const Rect& bar, LaneState state) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImU32 colour = ui.palette.states[static_cast<size_t>(state)];
    const bool is_wide = bar.width() >= ui.px(6);
    switch (state) {
    case LaneState::not_there:
        break;
    case LaneState::running:
        draw->AddRectFilled(bar.min, bar.max, colour);
        break;
    case LaneState::ready:
        draw->AddRectFilled(bar.min, bar.max, faded(colour, is_wide ? 0.22f : 0.6f));
        if (is_wide) {
            draw_hatching(ui, bar, 1, ui.px(7), colour);
        }
        break;
    case LaneState::waiting_to_send:
        draw->AddRectFilled(bar.min, bar.max, faded(colour, is_wide ? 0.28f : 0.8f));
        if (is_wide) {
            draw_hatching(ui, bar, -1, ui.px(5), colour);
        }
        break;
    case LaneState::waiting_to_receive:
        draw->AddRectFilled(bar.min, bar.max, faded(colour, is_wide ? 0.16f : 0.35f));
        if (is_wide) {
            draw_dots(ui, bar, faded(colour, 0.9f));
        }
        break;
    case LaneState::sleeping:
        draw->AddRectFilled(bar.min, bar.max, faded(colour, is_wide ? 0.14f : 0.35f));
        if (is_wide) {
            draw->AddRectFilled({bar.min.x, bar.max.y - std::ceil(bar.height() / 5)},
                                bar.max, faded(colour, 0.8f));
        }
        break;
    case LaneState::dead:
        if (is_wide) {
            draw->AddRect({bar.min.x + 0.5f, bar.min.y + 0.5f},
                          {bar.max.x - 0.5f, bar.max.y - 0.5f}, colour, 0, 0, ui.px(1));
        }
        break;
    }
}

}  // namespace kumquat
