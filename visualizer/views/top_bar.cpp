// top_bar.cpp -- the controls.
#include "top_bar.hpp"

#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

/// A kumquat: an orange oval with a leaf.
void draw_fruit(const Ui& ui, ImVec2 centre) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    constexpr int steps = 28;
    for (int i = 0; i < steps; ++i) {
        const float angle = 6.2831853f * static_cast<float>(i) / steps;
        draw->PathLineTo({centre.x + ui.px(7) * std::cos(angle),
                          centre.y + ui.px(2) + ui.px(8) * std::sin(angle)});
    }
    draw->PathFillConvex(IM_COL32(0xF5, 0xA6, 0x23, 0xFF));
    draw->AddTriangleFilled(
        {centre.x, centre.y - ui.px(5)}, {centre.x + ui.px(8), centre.y - ui.px(11)},
        {centre.x + ui.px(7), centre.y - ui.px(4)}, IM_COL32(0x00, 0x9E, 0x73, 0xFF));
}

struct Transport {
    const char* id;
    Icon icon;
    const char* tooltip;
    int64_t step;
};
constexpr int64_t all_events = int64_t{1} << 40;
constexpr Transport transport[] = {
    {"first", Icon::first, "First event (Home)", -all_events},
    {"previous", Icon::previous, "Previous event ([ or ←)", -1},
    {"next", Icon::next, "Next event (] or →)", 1},
    {"last", Icon::last, "Last event (End)", all_events},
};

/// Four buttons in a row. \return  the x after the last
float draw_transport(
    Session& session, const Ui& ui, float x, float y, float width, float height) {
    for (const Transport& button : transport) {
        if (icon_button(ui, button.id, button.icon, {{x, y}, {x + width, y + height}},
                        button.tooltip)) {
            session.step(button.step);
        }
        x += width;
    }
    return x;
}

}  // namespace

float TopBar::draw_brand(Session& session, const Ui& ui, const Rect& area) const {
    const float middle = (area.min.y + area.max.y) / 2;
    float x = area.min.x + ui.px(14);
    draw_fruit(ui, {x + ui.px(8), middle});
    x += ui.px(26);
    draw_text(ui.fonts.title, {x, middle - ui.fonts.title->FontSize / 2},
              ui.palette.text, "Kumquat");
    x += text_width(ui.fonts.title, "Kumquat") + ui.px(14);
    const std::string name =
        session.has_events() ? as_label(session.file_name(), 28) : "Open a trace";
    const float width = std::min(text_width(ui.fonts.strong, name) + ui.px(24),
                                 ui.px(ui.is_phone ? 130 : 240));
    const Rect button{{x, middle - ui.px(15)}, {x + width, middle + ui.px(15)}};
    if (text_button(ui, "file", name, button, "Open another trace")) {
        session.expect_other(false);
        session.wants_file_dialog = true;
    }
    return button.max.x + ui.px(16);
}

void TopBar::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.panel);
    draw->AddRectFilled({area.min.x, area.max.y - ui.px(1)}, area.max, ui.palette.line);
    float x = draw_brand(session, ui, area);
    const float size = ui.px(32);
    const float y = std::floor((area.min.y + area.max.y - size) / 2);
    float right = area.max.x - ui.px(8);
    const auto button_at_right = [&](const char* id, Icon icon, const char* tooltip) {
        right -= size;
        return icon_button(ui, id, icon, {{right, y}, {right + size, y + size}},
                           tooltip);
    };
    if (button_at_right("help", Icon::help, "Keys and colours (?)")) {
        session.is_help_open = !session.is_help_open;
    }
    if (button_at_right("theme", session.is_dark ? Icon::sun : Icon::moon,
                        session.is_dark ? "Light colours" : "Dark colours")) {
        session.is_dark = !session.is_dark;
    }
    if (session.has_events() && ui.is_phone &&
        button_at_right("search", Icon::search, "Search (/)")) {
        if (session.is_search_open) {
            session.close_search();
        } else {
            session.open_search();
        }
    }
    if (!session.has_events() || ui.is_phone) {
        return;
    }
    right -= ui.px(12);
    if (button_at_right("fit", Icon::fit, "Fit the whole trace (f)")) {
        session.fit();
    }
    if (button_at_right("plus", Icon::plus, "Zoom in (+)")) {
        session.zoom_at_selection(1.6);
    }
    if (button_at_right("minus", Icon::minus, "Zoom out (-)")) {
        session.zoom_at_selection(1 / 1.6);
    }
    x = draw_transport(session, ui, x, y, size, size) + ui.px(16);
    const Model& model = session.model();
    const std::string place =
        "t " + with_thousands(model.event(session.selected()).time);
    const ImFont* const mono = ui.fonts.mono;
    const float text_y = (area.min.y + area.max.y - mono->FontSize) / 2;
    const float place_width =
        text_width(mono, "t " + with_thousands(model.end_time())) + ui.px(16);
    right -= ui.px(12);
    const float field =
        std::clamp((right - x - place_width) * 0.62f, ui.px(180), ui.px(480));
    search_field_.draw(session, ui,
                       {{right - field, y - ui.px(1)}, {right, y + size + ui.px(1)}});
    const float room = right - field - x - ui.px(8);
    if (text_width(mono, place) <= room) {  // else the panel alone tells it
        draw_text(mono, {x, text_y}, ui.palette.text, place);
    }
    draw_text(mono, {x + place_width, text_y}, ui.palette.text_dim,
              with_thousands(session.selected() + 1) + " / " +
                  with_thousands(model.event_count()),
              room - place_width);
}

void BottomBar::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.panel);
    draw->AddRectFilled(area.min, {area.max.x, area.min.y + ui.px(1)}, ui.palette.line);
    const float width = area.width() / 8, height = area.height();
    float x = draw_transport(session, ui, area.min.x, area.min.y, width, height);
    const auto button = [&](const char* id, Icon icon) {
        const bool is_clicked = icon_button(
            ui, id, icon, {{x, area.min.y}, {x + width, area.max.y}}, nullptr);
        x += width;
        return is_clicked;
    };
    if (button("minus", Icon::minus)) {
        session.zoom_at_selection(1 / 1.6);
    }
    if (button("plus", Icon::plus)) {
        session.zoom_at_selection(1.6);
    }
    if (button("fit", Icon::fit)) {
        session.fit();
    }
    if (button("list", session.is_list_open ? Icon::close : Icon::list)) {
        session.is_list_open = !session.is_list_open;
    }
}

}  // namespace kumquat
