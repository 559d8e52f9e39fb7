// widgets.cpp -- text and buttons.
#include "widgets.hpp"

#include "letters.hpp"

#include <algorithm>

namespace kumquat {

float text_width(const ImFont* font, std::string_view text) {
    note_letters(text);
    return font
        ->CalcTextSizeA(font->FontSize, 1e9f, 0.0f, text.data(),
                        text.data() + text.size())
        .x;
}

void draw_text(const ImFont* font,
               ImVec2 position,
               ImU32 colour,
               std::string_view text,
               float width) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const char* const end = text.data() + text.size();
    if (text.empty() || width <= 0) {
        return;
    }
    if (text_width(font, text) <= width) {
        draw->AddText(font, font->FontSize, position, colour, text.data(), end);
        return;
    }
    static constexpr std::string_view dots = "…";
    const float room = width - text_width(font, dots);
    const char* fits = nullptr;
    const float used = font->CalcTextSizeA(font->FontSize, std::max(0.0f, room), 0.0f,
                                           text.data(), end, &fits)
                           .x;
    if (room > 0) {
        draw->AddText(font, font->FontSize, position, colour, text.data(), fits);
        draw->AddText(font, font->FontSize, {position.x + used, position.y}, colour,
                      dots.data(), dots.data() + dots.size());
    }
}

namespace {

/// Cut off as many words as fit into a line; of a word that is too long, what fits of it.
std::string_view take_line(const ImFont* font, std::string_view& text, float width) {
    const char* fits = nullptr;
    font->CalcTextSizeA(font->FontSize, std::max(width, font->FontSize * 2), 0.0f,
                        text.data(), text.data() + text.size(), &fits);
    const size_t newline = text.find('\n');
    size_t length =
        std::min(std::max<size_t>(1, static_cast<size_t>(fits - text.data())), newline);
    if (length < text.size() && text[length] != ' ' && text[length] != '\n') {
        const size_t space = text.rfind(' ', length);
        length = space == std::string_view::npos || space == 0 ? length : space;
    }
    const std::string_view line = text.substr(0, length);
    text.remove_prefix(length);
    if (!text.empty() && (text[0] == ' ' || text[0] == '\n')) {
        text.remove_prefix(1);
    }
    return line;
}

}  // namespace

float draw_paragraph(const ImFont* font,
                     ImVec2 position,
                     ImU32 colour,
                     std::string_view text,
                     float width) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    note_letters(text);
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view line = take_line(font, rest, width);
        draw->AddText(font, font->FontSize, position, colour, line.data(),
                      line.data() + line.size());
        position.y += font->FontSize;
    }
    return position.y;
}

float paragraph_height(const ImFont* font, std::string_view text, float width) {
    float height = 0;
    while (!text.empty()) {
        take_line(font, text, width);
        height += font->FontSize;
    }
    return height;
}

namespace {

struct ButtonState {
    bool is_clicked, is_hovered;
};

ButtonState button_surface(const Ui& ui,
                           const char* id,
                           const Rect& area,
                           const char* tooltip,
                           ImU32 resting) {
    ImGui::SetCursorScreenPos(area.min);
    const bool is_clicked = ImGui::InvisibleButton(id, {area.width(), area.height()});
    const bool is_hovered = ImGui::IsItemHovered();
    const ImU32 fill = ImGui::IsItemActive() ? ui.palette.line
                       : is_hovered          ? ui.palette.raised
                                             : resting;
    if ((fill >> 24) != 0) {
        ImGui::GetWindowDrawList()->AddRectFilled(area.min, area.max, fill, ui.px(6));
    }
    if (is_hovered && tooltip != nullptr && !ui.is_phone) {
        show_tooltip(ui, area, tooltip, {});
    }
    return {is_clicked, is_hovered};
}

}  // namespace

bool icon_button(
    const Ui& ui, const char* id, Icon icon, const Rect& area, const char* tooltip) {
    const ButtonState state = button_surface(ui, id, area, tooltip, 0);
    const ImVec2 centre{(area.min.x + area.max.x) / 2, (area.min.y + area.max.y) / 2};
    draw_icon(icon, centre, ui.px(16),
              state.is_hovered ? ui.palette.text : ui.palette.text_dim);
    return state.is_clicked;
}

bool close_button(const Ui& ui,
                  const char* id,
                  const Rect& strip,
                  const char* tooltip) {
    const float size = ui.px(30);
    const ImVec2 corner{strip.max.x - size - ui.px(6), strip.min.y + ui.px(5)};
    return icon_button(ui, id, Icon::close,
                       {corner, {corner.x + size, corner.y + size}}, tooltip);
}

bool text_button(const Ui& ui,
                 const char* id,
                 std::string_view text,
                 const Rect& area,
                 const char* tooltip,
                 bool is_accented) {
    const ButtonState state = button_surface(ui, id, area, tooltip, ui.palette.raised);
    const ImFont* const font = ui.fonts.strong;
    const float padding = ui.px(12);
    const float width = std::min(text_width(font, text), area.width() - 2 * padding);
    draw_text(font,
              {area.min.x + (area.width() - width) / 2,
               area.min.y + (area.height() - font->FontSize) / 2},
              is_accented ? ui.palette.accent : ui.palette.text, text, width);
    return state.is_clicked;
}

namespace {

constexpr float tooltip_width = 380, tooltip_gap = 6, tooltip_side = 10,
                tooltip_top = 8;

/// How large a tooltip becomes.
ImVec2 tooltip_size(const Ui& ui, const std::string& title, const std::string& text) {
    const auto size_of = [&](const ImFont* font, const std::string& words) {
        return words.empty() ? ImVec2{0, 0}
                             : font->CalcTextSizeA(font->FontSize, 1e9f,
                                                   ui.px(tooltip_width), words.c_str());
    };
    const ImVec2 head = size_of(text.empty() ? ui.fonts.body : ui.fonts.strong, title);
    const ImVec2 body = size_of(ui.fonts.body, text);
    return {std::max(head.x, body.x) + 2 * ui.px(tooltip_side),
            head.y + body.y + 2 * ui.px(tooltip_top) + (text.empty() ? 0 : ui.px(4))};
}

/// Where the upper left corner of a tooltip stands.
ImVec2 tooltip_corner(const Ui& ui, const Rect& about, ImVec2 size) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float gap = ui.px(tooltip_gap);
    const bool is_wide = about.width() >= size.x;
    const float right = (is_wide ? about.max.x : screen.x) - size.x - gap;
    const float wanted = is_wide ? ImGui::GetIO().MousePos.x + 2 * gap : about.min.x;
    const bool has_room = about.max.y + gap + size.y <= screen.y;
    return {std::max(gap, std::min(wanted, right)),
            has_room ? about.max.y + gap : std::max(gap, about.min.y - gap - size.y)};
}

}  // namespace

void show_tooltip(const Ui& ui,
                  const Rect& about,
                  const std::string& title,
                  const std::string& text) {
    if (!ui.has_tooltips) {
        return;
    }
    note_letters(title);
    note_letters(text);
    ImGui::SetNextWindowPos(tooltip_corner(ui, about, tooltip_size(ui, title, text)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                        {ui.px(tooltip_side), ui.px(tooltip_top)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(6));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(4), ui.px(4)});
    ImGui::PushStyleColor(ImGuiCol_PopupBg, ui.palette.raised);
    ImGui::PushStyleColor(ImGuiCol_Border, ui.palette.line);
    ImGui::PushStyleColor(ImGuiCol_Text, ui.palette.text);
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(ui.px(tooltip_side + tooltip_width));
    ImGui::PushFont(text.empty() ? ui.fonts.body : ui.fonts.strong);
    ImGui::TextUnformatted(title.c_str());
    ImGui::PopFont();
    if (!text.empty()) {
        ImGui::PushFont(ui.fonts.body);
        ImGui::TextUnformatted(text.c_str());
        ImGui::PopFont();
    }
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
    ImGui::PopStyleColor(3);
    ImGui::PopStyleVar(3);
}

}  // namespace kumquat
