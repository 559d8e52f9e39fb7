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
    {"clock", "the clock ended a wait, or a sleep"},
    {"barred ring", "an ipc that failed"},
    {"flag", "a program's own mark"},
    {"!", "worth a look, such as a deadlock"},
};

constexpr HelpLine fingers[] = {
    {"tap", "select a sign, an event, or a bar's beginning"},
    {"tap a name", "follow the thread: why does it wait?"},
    {"drag", "move along the time, or through a list"},
    {"two fingers", "zoom in, zoom out"},
};

struct Section {
    const char* title;
    std::span<const HelpLine> lines;
};

constexpr float title_height = 30, section_gap = 14, padding = 20, column_width = 470;

class Column {
public:
    Column(const Ui& ui, float line, ImVec2 corner, float width)
        : ui_{ui}, line_{line}, x_{corner.x}, y_{corner.y}, width_{width} {}

    /// On a phone there is less room for each line.
    void draw(const Section& section) {
        const ImFont* const font = ui_.is_phone ? ui_.fonts.small : ui_.fonts.body;
        const float second = ui_.px(ui_.is_phone ? 100 : 124);
        draw_text(ui_.fonts.strong, {x_, y_}, ui_.palette.text, section.title);
        y_ += ui_.px(title_height);
        for (const HelpLine& entry : section.lines) {
            draw_text(ui_.fonts.mono, {x_, y_}, ui_.palette.accent, entry.keys);
            draw_text(font, {x_ + second, y_}, ui_.palette.text, entry.meaning,
                      width_ - second);
            y_ += line_;
        }
        y_ += ui_.px(section_gap);
    }

private:
    const Ui& ui_;
    float line_, x_, y_, width_;
};

}  // namespace

/// Where there is room, keys stand beside the rest.
void HelpSheet::draw(Session&, const Ui& ui, const Rect& area) {
    const Section keys{"Keys and pointer", all_key_lines()};
    const Section touch{"Fingers", fingers}, lanes{"Signs on a lane", signs};
    const bool is_wide = area.width() >= ui.px(2 * column_width + 48);
    const size_t line_count =
        is_wide ? keys.lines.size()
                : keys.lines.size() + touch.lines.size() + lanes.lines.size();
    const float around = ui.px(2 * padding) +
                         (is_wide ? 1.0f : 3.0f) * ui.px(title_height + section_gap);
    const float line =
        std::floor(std::min(ui.px(26), (area.height() - ui.px(8) - around) /
                                           static_cast<float>(line_count)));
    const float width = std::min(area.width() - ui.px(16),
                                 ui.px(is_wide ? 2 * column_width + 24 : 500));
    const float height = line * static_cast<float>(line_count) + around;
    const ImVec2 corner{std::floor((area.min.x + area.max.x - width) / 2),
                        std::floor((area.min.y + area.max.y - height) / 2)};
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, faded(ui.palette.background, 0.7f));
    draw->AddRectFilled(corner, {corner.x + width, corner.y + height}, ui.palette.panel,
                        ui.px(10));
    draw->AddRect(corner, {corner.x + width, corner.y + height}, ui.palette.line,
                  ui.px(10), 0, ui.px(1));
    const float side = ui.px(ui.is_phone ? 12 : 24);
    const ImVec2 first{corner.x + side, corner.y + ui.px(padding)};
    if (is_wide) {
        Column left{ui, line, first, ui.px(column_width - 24)};
        left.draw(keys);
        Column right{ui,
                     line,
                     {first.x + ui.px(column_width), first.y},
                     ui.px(column_width - 24)};
        right.draw(lanes);
        right.draw(touch);
    } else {
        Column all{ui, line, first, width - 2 * side};
        all.draw(touch);
        all.draw(lanes);
        all.draw(keys);
    }
}

}  // namespace kumquat
