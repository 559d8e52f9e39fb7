// notices.cpp -- problems, and the empty screen.
#include "notices.hpp"

#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

float problem_text_width(const Ui& ui, float width) { return width - ui.px(16 + 44); }

}  // namespace

float ProblemStrip::height(const Session& session, const Ui& ui, float width) {
    return session.problem().empty()
               ? 0.0f
               : std::max(ui.px(40), paragraph_height(ui.fonts.body, session.problem(),
                                                      problem_text_width(ui, width)) +
                                         ui.px(20));
}

void ProblemStrip::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.raised);
    draw->AddRectFilled(area.min, {area.min.x + ui.px(4), area.max.y},
                        ui.palette.problem);
    const float width = problem_text_width(ui, area.width());
    const float text = paragraph_height(ui.fonts.body, session.problem(), width);
    draw_paragraph(ui.fonts.body,
                   {area.min.x + ui.px(16), area.min.y + (area.height() - text) / 2},
                   ui.palette.text, session.problem(), width);
    if (close_button(ui, "dismiss", area, "Close this message")) {
        session.dismiss_problem();
    }
}

void EmptyScreen::draw(Session& session, const Ui& ui, const Rect& area) {
    const bool has_problem = !session.problem().empty();
    const std::string title =
        has_problem ? "This trace cannot be shown" : "Drop a trace here";
    const std::string text = has_problem
                                 ? session.problem()
                                 : "Kumquat shows what its kernel did: which thread "
                                   "ran when, who waited for whom, and every "
                                   "message between them. “make demo” writes a first "
                                   "trace to build/demo/trace.json.";
    const float width = std::min(area.width() - ui.px(32), ui.px(460));
    const float inner = width - ui.px(48);
    const float height = ui.px(24 + 12 + 20 + 40 + 24) + ui.fonts.title->FontSize +
                         paragraph_height(ui.fonts.body, text, inner);
    const ImVec2 corner{std::floor((area.min.x + area.max.x - width) / 2),
                        std::floor((area.min.y + area.max.y - height) / 2.2f)};
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(corner, {corner.x + width, corner.y + height}, ui.palette.panel,
                        ui.px(10));
    draw->AddRect(corner, {corner.x + width, corner.y + height},
                  has_problem ? ui.palette.problem : ui.palette.line, ui.px(10), 0,
                  ui.px(1.5f));
    const float x = corner.x + ui.px(24);
    float y = corner.y + ui.px(24);
    draw_text(ui.fonts.title, {x, y}, ui.palette.text, title, inner);
    y += ui.fonts.title->FontSize + ui.px(12);
    y = draw_paragraph(ui.fonts.body, {x, y}, ui.palette.text_dim, text, inner) +
        ui.px(20);
    const float button = std::min(inner, ui.px(180));
    if (text_button(ui, "open", "Open a trace …", {{x, y}, {x + button, y + ui.px(40)}},
                    nullptr, true)) {
        session.wants_file_dialog = true;
    }
}

}  // namespace kumquat
