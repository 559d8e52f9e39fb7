// tab_bar.cpp -- a row of words; the one that is open is underlined. Where they do not all fit, the
// row can be dragged, and an angle at its end says that there is more.
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
constexpr float end_width = 26;  // of the sign that there are more

static_assert(sizeof(entries) / sizeof(entries[0]) == tab_count);

}  // namespace

void TabBar::show_open(const Ui& ui, const Rect& area, float begin, float end) {
    const float room = ui.px(end_width);
    scroll_ = std::min(scroll_, begin - room);
    scroll_ = std::max(scroll_, end + room - area.width());
}

Rect TabBar::draw_ends(const Ui& ui, const Rect& area, float whole) {
    const ImGuiIO& io = ImGui::GetIO();
    const float hidden = std::max(0.0f, whole - area.width());
    if (ImGui::IsMouseDragging(ImGuiMouseButton_Left, ui.px(6)) &&
        area.contains(io.MouseClickedPos[0])) {
        scroll_ -= io.MouseDelta.x;
    }
    scroll_ = std::clamp(scroll_, 0.0f, hidden);
    Rect shown = area;
    const float end = ui.px(end_width), step = area.width() * 0.5f;
    if (scroll_ > 0) {
        shown.min.x += end;
        if (icon_button(ui, "earlier views", Icon::previous,
                        {area.min, {shown.min.x, area.max.y}}, "More views")) {
            scroll_ = std::max(0.0f, scroll_ - step);
        }
    }
    if (scroll_ < hidden) {
        shown.max.x -= end;
        if (icon_button(ui, "further views", Icon::next,
                        {{shown.max.x, area.min.y}, area.max}, "More views")) {
            scroll_ = std::min(hidden, scroll_ + step);
        }
    }
    return shown;
}

void TabBar::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.panel);
    draw->AddRectFilled({area.min.x, area.max.y - ui.px(1)}, area.max, ui.palette.line);
    const float buttons = ui.is_phone ? 0 : 2 * area.height() + ui.px(8);
    const auto width_of_words = [](const ImFont* with) {
        float words = 0;
        for (const Entry& entry : entries) {
            words += text_width(with, entry.name);
        }
        return words;
    };
    const float least = width_of_words(ui.fonts.strong) + 2 * tab_count * ui.px(6);
    const bool is_narrow = least > area.width() - buttons;
    const ImFont* const font = is_narrow ? ui.fonts.small : ui.fonts.strong;
    const float words = width_of_words(font);
    const float room = (area.width() - buttons - words) / (2 * tab_count);
    const float padding = std::clamp(room, ui.px(6), ui.px(12));
    const Rect row{area.min, {area.max.x - buttons, area.max.y}};
    float whole = 0;
    for (const Entry& entry : entries) {
        const float begin = whole;
        whole += text_width(font, entry.name) + 2 * padding;
        if (entry.tab == session.tab() && shown_ != entry.tab) {
            shown_ = entry.tab;
            show_open(ui, row, begin, whole);
        }
    }
    const Rect shown = draw_ends(ui, row, whole);
    ImGui::PushClipRect(shown.min, shown.max, true);
    float x = area.min.x - scroll_;
    const bool was_dragged =
        ImGui::GetIO().MouseDragMaxDistanceSqr[0] > ui.px(6) * ui.px(6);
    for (const Entry& entry : entries) {
        const float width = text_width(font, entry.name) + 2 * padding;
        const Rect place{{x, area.min.y}, {x + width, area.max.y}};
        const bool is_open = session.tab() == entry.tab;
        ImGui::SetCursorScreenPos(place.min);
        if (ImGui::InvisibleButton(entry.name, {place.width(), place.height()}) &&
            !was_dragged) {
            session.is_list_open = false;
            session.open(entry.tab);
        }
        const bool is_hovered = ImGui::IsItemHovered();
        if (is_hovered && !ui.is_phone) {
            show_tooltip(ui, place, entry.tooltip, {});
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
    ImGui::PopClipRect();
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
    if (button("back", Icon::back, "To the place before this (,)")) {
        session.back();
    }
}

}  // namespace kumquat
