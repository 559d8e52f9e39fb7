// help_sheet.cpp -- keys, gestures and signs, over everything else.
#include "notices.hpp"

#include "keys.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

constexpr HelpLine signs[] = {
    {"arrow", "a message, from sender to receiver"},
    {"band", "a long message; hatched: no page yet"},
    {"triangle", "a page fault"},
    {"cross", "another exception"},
    {"flash", "an interrupt"},
    {"clock", "a wait that took too long"},
    {"barred circle", "a failed ipc: nobody took its message, …"},
    {"flag", "a program's own mark"},
    {"!", "worth a look: a deadlock, a lost message, …"},
};

}  // namespace

/// On a phone there is less room for each line.
void HelpSheet::draw(Session&, const Ui& ui, const Rect& area) {
    const ImFont* const font = ui.is_phone ? ui.fonts.small : ui.fonts.body;
    const std::span<const HelpLine> keys = all_key_lines();
    const auto line_count = static_cast<float>(keys.size() + std::size(signs));
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, faded(ui.palette.background, 0.7f));
    const float line = std::min(ui.px(26), (area.height() - ui.px(130)) / line_count);
    const float width = std::min(area.width() - ui.px(24), ui.px(500));
    const float height = line * line_count + ui.px(116);
    const ImVec2 corner{std::floor((area.min.x + area.max.x - width) / 2),
                        std::floor((area.min.y + area.max.y - height) / 2)};
    draw->AddRectFilled(corner, {corner.x + width, corner.y + height}, ui.palette.panel,
                        ui.px(10));
    draw->AddRect(corner, {corner.x + width, corner.y + height}, ui.palette.line,
                  ui.px(10), 0, ui.px(1));
    const float x = corner.x + ui.px(ui.is_phone ? 14 : 24);
    const float second = x + ui.px(ui.is_phone ? 106 : 136);
    float y = corner.y + ui.px(20);
    const auto draw_lines = [&](const char* title, std::span<const HelpLine> entries) {
        draw_text(ui.fonts.strong, {x, y}, ui.palette.text, title);
        y += ui.px(30);
        for (const HelpLine& entry : entries) {
            draw_text(ui.fonts.mono, {x, y}, ui.palette.accent, entry.keys);
            draw_text(font, {second, y}, ui.palette.text, entry.meaning,
                      corner.x + width - ui.px(8) - second);
            y += line;
        }
        y += ui.px(14);
    };
    draw_lines("Keys and pointer", keys);
    draw_lines("Signs on a lane", signs);
}

}  // namespace kumquat
