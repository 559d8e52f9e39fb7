// help_sheet.cpp -- keys and gestures, over everything else.
#include "notices.hpp"

#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

struct HelpLine {
    const char* keys;
    const char* meaning;
};

constexpr HelpLine lines[] = {
    {"[  ]  ←  →", "previous, next event"},
    {"{  }", "previous, next event of the thread"},
    {"Home  End", "first, last event"},
    {"1 … 9", "timeline and the other views"},
    {",  .  Esc", "places visited: back, forward, back"},
    {"w", "follow a thread: why it waits, who woke it"},
    {"/  n  N", "search; next, previous one found"},
    {"m  M", "set a mark, or take it away; clear all marks"},
    {"<  >", "step of a lesson: back, on"},
    {"p", "pin the thread's lane to the top, or unpin it"},
    {"+  -  wheel", "zoom in, zoom out"},
    {"f", "fit the whole trace"},
    {"drag", "move along the time"},
    {"click", "select the nearest event"},
    {"double click", "zoom in there"},
    {"s", "hide the signs on the lanes, or show them"},
    {"!", "go to what is worth a look; to the next"},
    {"j", "ask the specification about a long trace"},
    {"o", "open a trace"},
    {"d", "dark or light"},
    {"Ctrl-K  :", "all actions by name (in the page)"},
    {"t", "words in place of the picture (in the page)"},
    {"?  Esc", "this help; close it"},
};

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
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, faded(ui.palette.background, 0.7f));
    const float line = std::min(
        ui.px(26), (area.height() - ui.px(130)) /
                       static_cast<float>(std::size(lines) + std::size(signs)));
    const float width = std::min(area.width() - ui.px(24), ui.px(500));
    const float height =
        line * static_cast<float>(std::size(lines) + std::size(signs)) + ui.px(116);
    const ImVec2 corner{std::floor((area.min.x + area.max.x - width) / 2),
                        std::floor((area.min.y + area.max.y - height) / 2)};
    draw->AddRectFilled(corner, {corner.x + width, corner.y + height}, ui.palette.panel,
                        ui.px(10));
    draw->AddRect(corner, {corner.x + width, corner.y + height}, ui.palette.line,
                  ui.px(10), 0, ui.px(1));
    const float x = corner.x + ui.px(ui.is_phone ? 14 : 24);
    const float second = x + ui.px(ui.is_phone ? 106 : 136);
    float y = corner.y + ui.px(20);
    const auto draw_lines = [&](const char* title, const HelpLine* entries,
                                size_t count) {
        draw_text(ui.fonts.strong, {x, y}, ui.palette.text, title);
        y += ui.px(30);
        for (size_t i = 0; i < count; ++i) {
            draw_text(ui.fonts.mono, {x, y}, ui.palette.accent, entries[i].keys);
            draw_text(font, {second, y}, ui.palette.text, entries[i].meaning,
                      corner.x + width - ui.px(8) - second);
            y += line;
        }
        y += ui.px(14);
    };
    draw_lines("Keys and pointer", lines, std::size(lines));
    draw_lines("Signs on a lane", signs, std::size(signs));
}

}  // namespace kumquat
