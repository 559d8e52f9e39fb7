// tab_bar.cpp -- a row of words; the one that is open is underlined.
#include "tab_bar.hpp"

#include "widgets.hpp"

#include <algorithm>

namespace kumquat {

namespace {

struct Entry {
    Tab tab;
    const char* name;
    const char* tooltip;
};
constexpr Entry entries[] = {
    {Tab::timeline, "Timeline", "Who ran when, who waited for whom (1)"},
    {Tab::story, "Story", "What happened, in sentences (2)"},
    {Tab::rendezvous, "Rendezvous", "One message, step by step (3)"},
    {Tab::queues, "Queues", "Who stands in which queue (4)"},
    {Tab::spaces, "Spaces", "Pages, and from whom they came (5)"},
    {Tab::tasks, "Tasks", "Tasks below their chiefs (6)"},
    {Tab::statistics, "Statistics", "Counts, times, latencies (7)"},
    {Tab::compare, "Compare", "A second trace beside this one (8)"},
    {Tab::microscope, "Microscope", "One operation, instruction by instruction (9)"},
};
static_assert(sizeof(entries) / sizeof(entries[0]) == tab_count);

}  // namespace

void TabBar::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.panel);
    draw->AddRectFilled({area.min.x, area.max.y - ui.px(1)}, area.max, ui.palette.line);
    const ImFont* const font = ui.is_phone ? ui.fonts.small : ui.fonts.strong;
    float words = 0;
    for (const Entry& entry : entries) {
        words += text_width(font, entry.name);
    }
    const float buttons = ui.is_phone ? 0 : 2 * area.height() + ui.px(8);
    const float room = (area.width() - buttons - words) / (2 * tab_count);
    const float padding = std::clamp(room, ui.px(6), ui.px(12));
    // Where they do not all fit, they are pushed aside as far as the open one needs.
    float x = area.min.x, before = 0;
    for (const Entry& entry : entries) {
        if (entry.tab == session.tab()) {
            break;
        }
        before += text_width(font, entry.name) + 2 * padding;
    }
    const float whole = words + 2 * padding * tab_count;
    const float shown = area.width() - buttons;
    x -= std::clamp(before - shown * 0.4f, 0.0f, std::max(0.0f, whole - shown));
    draw->PushClipRect(area.min, {area.max.x - buttons, area.max.y}, true);
    for (const Entry& entry : entries) {
        const float width = text_width(font, entry.name) + 2 * padding;
        const Rect place{{x, area.min.y}, {x + width, area.max.y}};
        const bool is_open = session.tab() == entry.tab;
        ImGui::SetCursorScreenPos(place.min);
        if (ImGui::InvisibleButton(entry.name, {place.width(), place.height()})) {
            session.is_list_open = false;
            session.open(entry.tab);
        }
        const bool is_hovered = ImGui::IsItemHovered();
        if (is_hovered && !ui.is_phone) {
            show_tooltip(ui, entry.tooltip, {});
        }
        draw_text(
            font, {x + padding, place.min.y + (place.height() - font->FontSize) / 2},
            is_open || is_hovered ? ui.palette.text : ui.palette.text_dim, entry.name);
        if (is_open) {
            draw->AddRectFilled({x + padding, area.max.y - ui.px(3)},
                                {x + width - padding, area.max.y}, ui.palette.text);
        }
        x += width;
    }
    draw->PopClipRect();
    if (ui.is_phone) {
        return;
    }
    const float size = area.height();
    float right = area.max.x - ui.px(4);
    const auto button = [&](const char* id, Icon icon, const char* tooltip) {
        right -= size;
        return icon_button(ui, id, icon,
                           {{right, area.min.y}, {right + size, area.max.y}}, tooltip);
    };
    if (button("forward", Icon::forward, "To the place after this (.)")) {
        session.forward();
    }
    if (button("back", Icon::back, "To the place before this (Esc, or ,)")) {
        session.back();
    }
}

}  // namespace kumquat
