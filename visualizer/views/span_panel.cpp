// span_panel.cpp -- the measured span in words, and its critical path as a table.
#include "span_panel.hpp"

#include "span_painter.hpp"
#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

/// One line: a bar in the style of the path, words, and a number at the right.
void draw_line(Sheet& sheet,
               Session& session,
               PathPart::Kind kind,
               uint32_t thread,
               const std::string& number,
               int64_t event) {
    const Ui& ui = sheet.ui();
    const Rect row{{sheet.left(), sheet.y()},
                   {sheet.left() + sheet.width(), sheet.y() + ui.px(24)}};
    if (sheet.is_hovered(row)) {
        ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, ui.palette.raised,
                                                  ui.px(4));
    }
    const float middle = (row.min.y + row.max.y) / 2;
    draw_path_bar(ui, kind, row.min.x + ui.px(4), row.min.x + ui.px(26),
                  middle - ui.px(1), ui.palette.accent);
    const float number_width = text_width(ui.fonts.mono, number);
    draw_text(
        ui.fonts.mono,
        {row.max.x - ui.px(6) - number_width, middle - ui.fonts.mono->FontSize / 2},
        ui.palette.text, number);
    const float x = row.min.x + ui.px(34);
    draw_text(ui.fonts.body, {x, middle - ui.fonts.body->FontSize / 2}, ui.palette.text,
              path_words(session.model().trace(), thread, kind),
              row.max.x - ui.px(16) - number_width - x);
    if (sheet.click(row)) {
        session.go_to(event);
    }
    sheet.skip(ui.px(24));
}

}  // namespace

void SpanPanel::draw(Sheet& sheet, Session& session) const {
    const MeasuredSpan* const span = session.measured();
    if (span == nullptr) {
        return;
    }
    const Model& model = session.model();
    sheet.heading(
        session.marks().size() == 2
            ? "Between the marks"
            : fmt::format("Between mark 1 and mark {}", session.marks().size()));
    sheet.paragraph(span_words(*span), false);
    if (sheet.button("Clear the marks")) {
        session.set_marks({});
        return;
    }
    if (span->path.empty()) {
        return;
    }
    sheet.heading("Because of whom");
    const auto whole = static_cast<double>(std::max<int64_t>(1, span->time));
    constexpr size_t shares_max = 12, parts_max = 200;
    for (size_t i = 0; i < std::min(span->shares.size(), shares_max); ++i) {
        const PathShare& share = span->shares[i];
        draw_line(
            sheet, session, share.kind, share.thread,
            fmt::format("{:.0f} %", 100 * static_cast<double>(share.time) / whole),
            share.first);
    }
    sheet.heading("Critical path");
    for (size_t i = 0; i < std::min(span->path.size(), parts_max); ++i) {
        const PathPart& part = span->path[i];
        draw_line(
            sheet, session, part.kind, part.thread,
            with_thousands(model.event(part.to).time - model.event(part.from).time),
            part.from);
    }
    if (span->path.size() > parts_max) {
        sheet.paragraph(
            fmt::format("and {} more parts", span->path.size() - parts_max));
    }
}

}  // namespace kumquat
